using System.Buffers.Binary;

namespace Keras.Plotting;

/// <summary>A pixel as four bytes in memory: red, green, blue, alpha.</summary>
internal static class Rgba
{
    /// <summary>What a value that is not finite is drawn as: the background shows through.</summary>
    public const uint Transparent = 0;

    public static uint Pack(byte red, byte green, byte blue) =>
        BinaryPrimitives.ReadUInt32LittleEndian([red, green, blue, byte.MaxValue]);
}
