using System.Runtime.InteropServices;

namespace Keras.Core;

/// <summary>
/// Pages of 2 MiB instead of 4 KiB under memory that is much used: the processor then finds addresses without looking them up, which is slow, in a virtual machine above all;
/// and new memory is touched some hundred times faster.
/// </summary>
internal static partial class HugePages
{
    public const int Size = 1 << 21;

    private const int SmallPage = 4096;
    private const int Advice = 14;

    /// <summary>Asks for huge pages under new memory, before it is written. Elsewhere than on Linux nothing happens.</summary>
    public static unsafe void Expect(void* memory, nuint bytes)
    {
        if (OperatingSystem.IsLinux() && bytes >= Size)
        {
            nuint skipped = (nuint)(-(nint)memory & (SmallPage - 1));
            try
            {
                // Advice that is not taken changes nothing.
                _ = Advise((byte*)memory + skipped, bytes - skipped, Advice);
            }
            catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
            {
                // Nor does advice that cannot be given.
            }
        }
    }

    /// <summary>The same for memory that lies still.</summary>
    public static unsafe void Expect(Span<byte> memory)
    {
        fixed (byte* first = memory)
        {
            Expect(first, (nuint)memory.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static unsafe partial int Advise(byte* address, nuint length, int advice);
}
