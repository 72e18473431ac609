using System.Buffers.Binary;

namespace OneShot.Agents.Sandbox;

/// <summary>
/// System calls that no session has: those of the kernel's keys. A key belongs to a
/// user of the machine whatever namespace the user's process is in, and the user's
/// own ring may be joined by each of them: what lies in it could be read inside.
/// </summary>
/// <remarks>
/// A program of classic BPF, which the kernel asks before each
/// call: https://docs.kernel.org/userspace-api/seccomp_filter.html.
/// </remarks>
internal static class SystemCallFilter
{
    private const ushort Load = 0x20,
        And = 0x54,
        IfEqual = 0x15,
        IfAtLeast = 0x35,
        IfGreater = 0x25,
        Return = 0x06;
    private const uint Number = 0,
        Architecture = 4;
    private const uint Allow = 0x7fff0000,
        NoSuchCall = 0x00050000 | 38;

    // The other numbering of x86-64 differs by this bit alone.
    private const uint WithoutX32 = ~0x40000000u;

    // Each kind of machine by its mark in linux/audit.h, and its
    // number of add_key; request_key and keyctl are the next two.
    private static readonly (uint Machine, uint First)[] Keys =
    [
        (0xC000003E, 248),
        (0x40000003, 286),
        (0xC00000B7, 217),
        (0x40000028, 309),
    ];

    /// <summary>The program, as bubblewrap's <c>--seccomp</c> reads it.</summary>
    public static byte[] Program =>
        [.. Keys.SelectMany(keys => Refuse(keys.Machine, keys.First)), .. Step(Return, Allow)];

    // Whatever does not match goes on behind the last of these steps.
    private static IEnumerable<byte> Refuse(uint machine, uint first) =>
        [
            .. Step(Load, Architecture),
            .. Step(IfEqual, machine, 0, 5),
            .. Step(Load, Number),
            .. Step(And, WithoutX32),
            .. Step(IfAtLeast, first, 0, 2),
            .. Step(IfGreater, first + 2, 1, 0),
            .. Step(Return, NoSuchCall),
        ];

    // The kernel's struct sock_filter; each machine of these counts from the little end.
    private static byte[] Step(ushort code, uint value, byte ifTrue = 0, byte ifFalse = 0)
    {
        var step = new byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(step, code);
        (step[2], step[3]) = (ifTrue, ifFalse);
        BinaryPrimitives.WriteUInt32LittleEndian(step.AsSpan(4), value);
        return step;
    }
}
