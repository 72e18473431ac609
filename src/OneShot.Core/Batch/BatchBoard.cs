using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Batch;

/// <summary>
/// Where the one-shots of a batch are; whoever looks is told of every change, by one thread at a time.
/// </summary>
internal sealed class BatchBoard
{
    private readonly Lock _lock = new();
    private readonly BatchedOneShot[] _all;
    private readonly IBatchView _view;
    private readonly string _command;
    private (int Number, OneShotException Exception)? _first;

    public BatchBoard(IReadOnlyList<BatchEntry> entries, IBatchView view, string command)
    {
        _all =
        [
            .. entries.Select(entry => new BatchedOneShot(
                entry.Number,
                SafeText.Line(entry.Prompt.FirstLine),
                OneShotStage.Waiting.Word
            )),
        ];
        (_view, _command) = (view, command);
        view.Begin(_all);
    }

    public IReadOnlyList<BatchedOneShot> All
    {
        get
        {
            lock (_lock)
                return [.. _all];
        }
    }

    /// <summary>Puts one into another stage.</summary>
    public void Change(BatchEntry entry, OneShotStage stage, DispatchReceipt? receipt = null) =>
        Change(entry, known => known with { State = stage.Word, Receipt = receipt ?? known.Receipt });

    /// <summary>An earlier command has dispatched one.</summary>
    /// <param name="entry">Which.</param>
    /// <param name="stage">How far it is, as far as that was asked.</param>
    /// <param name="receipt">What that command answered.</param>
    public void Skip(BatchEntry entry, OneShotStage stage, DispatchReceipt? receipt) =>
        Change(entry, known => known with { State = stage.Word, Receipt = receipt, Earlier = true });

    /// <summary>One was stopped with the whole batch.</summary>
    /// <param name="entry">Which.</param>
    /// <param name="stage">How far it came.</param>
    /// <param name="receipt">What was made of it.</param>
    public void Stop(BatchEntry entry, OneShotStage stage, DispatchReceipt? receipt) =>
        Change(entry, known => known with { State = stage.Word, Receipt = receipt, IsStopped = true });

    /// <summary>One has failed.</summary>
    /// <param name="entry">Which.</param>
    /// <param name="exception">How.</param>
    /// <param name="receipt">What was made of it.</param>
    /// <param name="ended">How its run was seen to end.</param>
    public void Fail(BatchEntry entry, OneShotException exception, DispatchReceipt? receipt, OneShotStage? ended)
    {
        var error = exception.Alone.Error;
        lock (_lock)
        {
            if (_first is null || entry.Number < _first.Value.Number)
                _first = (entry.Number, exception);
        }

        Change(
            entry,
            known =>
                known with
                {
                    State = (ended ?? OneShotStage.Failed).Word,
                    Receipt = receipt,
                    Error = new FailureDetail(error.Code, error.Message, error.NextFor(_command)),
                }
        );
    }

    /// <summary>What one does at this moment.</summary>
    public void Doing(BatchEntry entry, string activity)
    {
        lock (_lock)
            _view.Doing(entry.Number, activity);
    }

    /// <summary>The error of the whole: the first one's; <see langword="null"/> when there is none.</summary>
    public OneShotException? Failure()
    {
        lock (_lock)
            return _first is { } first
                ? first.Exception.AmongOthers(first.Number, _all.Count(one => one.Error is not null), _all.Length)
                : null;
    }

    private void Change(BatchEntry entry, Func<BatchedOneShot, BatchedOneShot> change)
    {
        lock (_lock)
        {
            ref var place = ref _all[entry.Number - 1];
            place = change(place);
            _view.Changed(place);
        }
    }
}
