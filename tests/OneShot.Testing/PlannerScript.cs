namespace OneShot.Testing;

/// <summary>What a planner does, as lines of a shell script, for tests of something else.</summary>
public static class PlannerScript
{
    /// <summary>Writes a good plan, and its result.</summary>
    public const string Good = """
        printf '# A plan\n\n## Context\n\nWhat is asked: %s\n\n## Changes\n\n- `new.txt`\n\n## Implementation details\n\nWrite the file.\n\n## Files not changing\n\nAll others.\n\n## Verification\n\nThe file is there.\n' "$(cat .impl/task.md)" > .impl/plan.md
        printf '{"title": "Add a file"}' > .impl/plan-result.json
        """;
}
