using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Keras.Python.Interop;

namespace Keras.Python.Objects;

/// <summary>A C# object that Python keeps: a PyCapsule.</summary>
internal static unsafe class Capsule
{
    private static readonly byte* s_name = Name();

    /// <summary>A new reference to a capsule that keeps <paramref name="value"/>.</summary>
    public static nint Make(object value) => PyHandle.Check(CPython.NewCapsule(GCHandle.ToIntPtr(GCHandle.Alloc(value)), s_name, &Free));

    /// <summary>What a capsule keeps.</summary>
    public static T Read<T>(nint capsule) where T : class => (T)GCHandle.FromIntPtr(PyHandle.Check(CPython.CapsulePointer(capsule, s_name))).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(nint capsule) => GCHandle.FromIntPtr(CPython.CapsulePointer(capsule, s_name)).Free();

    /// <summary>Python keeps the pointer, so it is never freed.</summary>
    private static byte* Name()
    {
        var name = "autoencoders\0"u8;
        byte* memory = (byte*)NativeMemory.Alloc((nuint)name.Length);
        name.CopyTo(new Span<byte>(memory, name.Length));
        return memory;
    }
}
