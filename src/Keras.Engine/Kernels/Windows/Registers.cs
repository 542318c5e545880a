using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Keras.Engine.Kernels;

/// <summary>How many vectors the processor can keep at hand.</summary>
internal static class Registers
{
    /// <summary>Whether there are 32: where 512 bits are, for narrower vectors, too; otherwise 16. A constant to the JIT.</summary>
    public static bool AreMany
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.VL.IsSupported || AdvSimd.IsSupported;
    }
}
