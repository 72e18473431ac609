using OneShot.Core.Errors;

namespace OneShot.Core.Settings;

/// <summary>Reads settings: the command line wins over code, code wins over the environment.</summary>
internal static class SettingsReader
{
    private static readonly string[] Shaping =
    [
        "prompt",
        "prompt-file",
        "from-trx",
        "from-junit",
        "from-sarif",
        "from-log",
        "from-binlog",
        "model",
        "agent",
        "base",
        "plan-issue",
        "slug",
        "workflow",
        "ref",
        "branch-name",
        "pr-number",
        "distinct-id",
    ];

    private static readonly (string First, string Second)[] Exclusive =
    [
        ("resume", "undo"),
        ("resume", "idempotency-key"),
        ("undo", "prompt"),
        ("undo", "prompt-file"),
        ("undo", "from-trx"),
        ("undo", "from-sarif"),
        ("undo", "from-log"),
        ("undo", "from-junit"),
        ("undo", "from-binlog"),
        ("undo", "checkout"),
        ("undo", "watch"),
        ("preview", "undo"),
        ("preview", "watch"),
        ("preview", "checkout"),
        ("prompts-file", "prompt"),
        ("prompts-file", "prompt-file"),
        ("prompts-file", "from-trx"),
        ("prompts-file", "from-sarif"),
        ("prompts-file", "from-log"),
        ("prompts-file", "from-junit"),
        ("prompts-file", "from-binlog"),
        ("prompts-file", "checkout"),
        ("prompts-file", "resume"),
        ("prompts-file", "undo"),
        ("prompts-file", "branch-name"),
    ];

    /// <summary>Lays the command line over settings that code made, and both over the environment.</summary>
    /// <param name="fromCode">What code set, such as <c>context.OneShot.Prompt = …</c>; left as it is.</param>
    /// <param name="sources">The command line and the environment.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="OneShotException">A value is missing, is not of its kind, or contradicts
    /// another; OS2033: an argument has another name now.</exception>
    public static OneShotSettings Read(OneShotSettings fromCode, ArgumentSources sources)
    {
        RenamedArgument.Refuse(sources);
        var variables = Arguments
            .All.Select(argument => (argument, value: sources.Variable(argument.Variable)))
            .Where(pair => !string.IsNullOrEmpty(pair.value))
            .ToDictionary(pair => pair.argument.Name, pair => pair.value!);
        var given = Arguments
            .All.Select(argument => (argument, value: Given(argument, sources)))
            .Where(pair => pair.value is not null)
            .ToDictionary(pair => pair.argument.Name, pair => pair.value!);
        Refuse(given);

        var settings = new OneShotSettings();
        foreach (var (name, value) in variables)
            Arguments.Find(name)!.Set(settings, value);
        settings = Checked(fromCode).Over(settings);
        foreach (var (name, value) in given)
            Arguments.Find(name)!.Set(settings, value);

        if (given.ContainsKey("again") && settings is { Again: true, Resume: null })
            throw OneShotErrors.AgainAlone();

        // What variables or code ask for in general gives way to what is asked for now.
        if (settings.Preview || settings.Undo is not null)
            settings.Watch = settings.Checkout = false;
        settings.PromptSource = OnlySource(variables, fromCode, given) ?? PromptSource.Code;
        return settings;
    }

    // What code sets is held to the same rules, and is as canonical.
    private static OneShotSettings Checked(OneShotSettings fromCode)
    {
        var settings = fromCode with { };
        if (fromCode == new OneShotSettings())
            return settings;
        foreach (var argument in Arguments.All.Where(argument => !argument.IsSwitch))
        {
            if (argument.ValueIn(fromCode) is { } value)
                argument.Set(settings, value);
        }

        return settings;
    }

    private static string? Given(Argument argument, ArgumentSources sources)
    {
        foreach (var name in new[] { argument.LongName, argument.Name })
        {
            var values = sources.Given(name);
            if (values.Count == 0)
                continue;
            if (argument.Name == "prompt" && values.Count > 1)
                throw OneShotErrors.PromptSources("--" + name, "--" + name);
            if (argument.IsRepeatable && values.Count > 1 && values.All(value => value is not null))
                return string.Join(',', values);
            return values[^1] ?? (argument.IsSwitch ? string.Empty : throw OneShotErrors.ArgumentNeedsValue(name));
        }

        return null;
    }

    private static PromptSource? OnlySource(
        Dictionary<string, string> variables,
        OneShotSettings fromCode,
        Dictionary<string, string> given
    )
    {
        var found = new List<(PromptSource Source, string Name)>();
        if (given.ContainsKey("prompt"))
            found.Add((PromptSource.Argument, "--prompt"));
        if (given.ContainsKey("prompt-file"))
            found.Add((PromptSource.File, "--prompt-file"));
        if (fromCode is { Prompt: not null, PromptFile: not null })
            throw OneShotErrors.PromptSources("--prompt", "--prompt-file");
        if (fromCode.Prompt is not null || fromCode.PromptFile is not null)
            found.Add((PromptSource.Code, "the build's own code"));
        if (variables.ContainsKey("prompt"))
            found.Add((PromptSource.Environment, "ONESHOT_PROMPT"));
        if (variables.ContainsKey("prompt-file"))
            found.Add((PromptSource.File, "ONESHOT_PROMPT_FILE"));
        return found switch
        {
            [] => null,
            [var only] => only.Source,
            [var first, var second, ..] => throw OneShotErrors.PromptSources(first.Name, second.Name),
        };
    }

    private static void Refuse(Dictionary<string, string> given)
    {
        foreach (var (first, second) in Exclusive)
        {
            if (given.ContainsKey(first) && given.ContainsKey(second))
                throw OneShotErrors.ArgumentsExclude(first, second);
        }

        if (given.ContainsKey("resume") && Shaping.FirstOrDefault(given.ContainsKey) is { } settled)
            throw OneShotErrors.ResumeSettled(settled);
    }
}
