namespace OneShot.Core.Dispatch;

/// <summary>
/// What is asked of finishing an earlier one-shot: how, as of a dispatch. What it is about is settled.
/// </summary>
internal sealed record ResumeRequest : DispatchRequest
{
    /// <summary>Takes an earlier one-shot up.</summary>
    /// <param name="how">How.</param>
    /// <param name="id">Its id.</param>
    public ResumeRequest(DispatchRequest how, string id)
        : base(how) => Earlier = EarlierRequest.Of(id, how);

    /// <summary>Which one-shot.</summary>
    public EarlierRequest Earlier { get; }

    /// <summary>Pays for another implementing session where what the last one made was not delivered.</summary>
    public bool Again { get; init; }
}
