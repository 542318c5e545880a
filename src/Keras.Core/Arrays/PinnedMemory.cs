using System.Runtime.InteropServices;

namespace Keras.Core;

/// <summary>Zeroed memory that lies still, aligned to a cache line. What is small lies side by side in chunks, so that the states of a model share huge pages.</summary>
internal static class PinnedMemory
{
    private const int Alignment = 64;
    private const int ChunkBytes = 2 * HugePages.Size;

    private static readonly Lock ChunkLock = new();
    private static byte[] _chunk = [];
    private static int _next;
    private static int _end;

    /// <summary>So many bytes of an array from an offset on: nobody else's as long as the array lives.</summary>
    public static (byte[] Array, int Offset) Take(int bytes)
    {
        if (bytes > ChunkBytes / 4)
        {
            return Allocate(bytes);
        }
        byte[] chunk;
        int offset;
        lock (ChunkLock)
        {
            if (bytes > _end - _next)
            {
                (_chunk, _next) = Allocate(ChunkBytes);
                _end = _next + ChunkBytes;
            }
            (chunk, offset) = (_chunk, _next);
            _next += (bytes + Alignment - 1) / Alignment * Alignment;
        }
        return (chunk, offset);
    }

    private static (byte[] Array, int Offset) Allocate(int bytes)
    {
        byte[] array = GC.AllocateArray<byte>(checked(bytes + HugePages.Size), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        int offset = (int)((HugePages.Size - (address % HugePages.Size)) % HugePages.Size);
        HugePages.Expect(array.AsSpan(offset, bytes));
        return (array, offset);
    }
}
