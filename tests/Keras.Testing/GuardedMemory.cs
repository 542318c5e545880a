using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Keras.Testing;

/// <summary>Where a guarded buffer touches a page that may be neither read nor written.</summary>
public enum Guard
{
    /// <summary>The page before the first element: reading element -1 ends the process.</summary>
    Before,

    /// <summary>The page after the last element: reading element n ends the process.</summary>
    After,
}

/// <summary>A buffer that lies against an inaccessible page, so that an access out of bounds fails at once instead of now and then.</summary>
/// <remarks>With <see cref="Guard.After"/> the first element is aligned to its own size only.</remarks>
public sealed unsafe partial class GuardedMemory<T> : IDisposable
    where T : unmanaged
{
    private readonly byte* _start;
    private readonly nuint _bytes;

    public GuardedMemory(int length, Guard guard = Guard.After)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint used = (nuint)length * (nuint)sizeof(T);
        nuint middle = (used + page - 1) / page * page;
        _bytes = middle + (2 * page);
        _start = Pages.Reserve(_bytes);
        Pages.Forbid(_start, page);
        Pages.Forbid(_start + page + middle, page);
        Length = length;
        Pointer = (T*)(guard == Guard.Before ? _start + page : _start + page + middle - used);
    }

    public GuardedMemory(ReadOnlySpan<T> content, Guard guard = Guard.After)
        : this(content.Length, guard) => content.CopyTo(Span);

    public int Length { get; }

    public T* Pointer { get; }

    public Span<T> Span => new(Pointer, Length);

    public void Dispose() => Pages.Release(_start, _bytes);
}

/// <summary>Pages of the operating system.</summary>
internal static unsafe partial class Pages
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymousLinux = 0x22;
    private const int PrivateAnonymousMac = 0x1002;
    private const uint CommitReserve = 0x3000;
    private const uint PageReadWrite = 0x04;
    private const uint PageNoAccess = 0x01;
    private const uint ReleaseAll = 0x8000;

    public static byte* Reserve(nuint bytes)
    {
        nint address = OperatingSystem.IsWindows()
            ? VirtualAlloc(0, bytes, CommitReserve, PageReadWrite)
            : MemoryMap(0, bytes, ReadWrite, OperatingSystem.IsMacOS() ? PrivateAnonymousMac : PrivateAnonymousLinux, -1, 0);
        return address is 0 or -1 ? throw new Win32Exception(Marshal.GetLastPInvokeError()) : (byte*)address;
    }

    public static void Forbid(byte* address, nuint bytes) => Check(OperatingSystem.IsWindows()
        ? VirtualProtect((nint)address, bytes, PageNoAccess, out _) != 0
        : MemoryProtect((nint)address, bytes, 0) == 0);

    public static void Release(byte* address, nuint bytes) => Check(OperatingSystem.IsWindows()
        ? VirtualFree((nint)address, 0, ReleaseAll) != 0
        : MemoryUnmap((nint)address, bytes) == 0);

    private static void Check(bool succeeded)
    {
        if (!succeeded)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MemoryMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int MemoryProtect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int MemoryUnmap(nint address, nuint length);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int VirtualProtect(nint address, nuint size, uint protection, out uint old);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int VirtualFree(nint address, nuint size, uint type);
}
