using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Settings;
using OneShot.Core.Text;

namespace OneShot.Core.Batch;

/// <summary>Turns an entry into what is asked of a dispatch, by the rules of the command line's arguments.</summary>
/// <param name="asked">What the command line asks of all of them.</param>
/// <param name="path">The file, as errors name it.</param>
/// <param name="reader">Reads the file that an entry names.</param>
internal sealed class BatchRules(DispatchRequest asked, string path, PromptReader reader)
{
    private readonly Dictionary<string, int> _seen = [];

    /// <summary>The entries that stand there more than once, by the number of the second.</summary>
    public List<int> Repeated { get; } = [];

    /// <summary>Checks an entry.</summary>
    /// <exception cref="OneShotException">OS2064, OS2065, or what
    /// the argument of that name would be refused with.</exception>
    public async Task<BatchEntry> ReadAsync(BatchRow row, int number, CancellationToken cancellationToken)
    {
        var place = $"'{path}', entry {number} (line {row.Line})";
        var values = new EntryValues();
        var given = new HashSet<string>();
        try
        {
            foreach (var (key, value) in row.Values)
            {
                var name = NameOf(key, row.Line);
                if (!given.Add(name))
                    throw OneShotErrors.PromptsEntryWrong(path, row.Line, $"entry {number} has '{key}' twice.");
                values.Set(name, value);
            }

            if (given.Contains("prompt") == given.Contains("prompt-file"))
                throw OneShotErrors.PromptsEntryWrong(
                    path,
                    row.Line,
                    $"entry {number} has {(given.Contains("prompt") ? "prompt and prompt-file" : "no prompt")}."
                );
            if (values.PromptFile == "-")
                throw OneShotErrors.PromptsEntryWrong(
                    path,
                    row.Line,
                    $"the prompt of entry {number} can't come from standard input."
                );
            var request = Of(values);
            var prompt = values.Prompt is { } text
                ? PromptRules.FromText(text, PromptSource.File, place)
                : await reader
                    .ReadAsync(new PromptRequest { File = values.PromptFile }, cancellationToken)
                    .ConfigureAwait(false);
            request = request with
            {
                Prompt = new PromptRequest { Text = prompt.Text.TrimEnd('\n'), Source = PromptSource.File },
            };
            return new BatchEntry(
                number,
                place,
                prompt,
                request,
                given.Contains("base"),
                KeyOf(request, prompt, number)
            );
        }
        catch (OneShotException exception)
            when (!exception.Error.Message.StartsWith($"'{path}', ", StringComparison.Ordinal)
                && !exception.Error.Message.Contains(place, StringComparison.Ordinal)
            )
        {
            throw new OneShotException(
                exception.Error with
                {
                    Message = $"{place}: {exception.Error.Message}",
                },
                exception
            );
        }
    }

    // The entry's values over those of the command line.
    private DispatchRequest Of(EntryValues values)
    {
        var agent = AgentName.Parse(values.Agent ?? asked.Agent);
        return asked with
        {
            Agent = agent,
            Model = ModelName.Parse(values.Model ?? asked.Model, agent == AgentName.Auto ? AgentName.Default : agent),
            Slug = values.Slug ?? asked.Slug,
            PlanIssue = values.PlanIssue ?? asked.PlanIssue,
            Forge = asked.Forge with { Base = values.Base ?? asked.Forge.Base },
        };
    }

    private string KeyOf(DispatchRequest request, Prompt prompt, int number)
    {
        var first = BatchKey.Of(request, prompt, 1);
        var occurrence = _seen[first] = _seen.GetValueOrDefault(first) + 1;
        if (occurrence == 1)
            return first;
        Repeated.Add(number);
        return BatchKey.Of(request, prompt, occurrence);
    }

    private string NameOf(string key, int line)
    {
        var name = BatchKeys.NameOf(key);
        if (BatchKeys.All.Contains(name))
            return name;
        if (RenamedArgument.Find(name) is { } renamed)
            throw OneShotErrors.PromptsEntryWrong(
                path,
                line,
                $"there is no argument '{renamed.Name}' any more, and --{renamed.Now} is given at the dispatch."
            );
        var lower = name.ToLowerInvariant();
        throw OneShotErrors.PromptsKeyUnknown(
            path,
            line,
            Text.SafeText.Excerpt(key, 40),
            BatchKeys.All.MinBy(known => EditDistance.Between(lower.Length > 40 ? lower[..40] : lower, known))!
        );
    }
}
