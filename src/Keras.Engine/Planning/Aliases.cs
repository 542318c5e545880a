using Keras.Core;

namespace Keras.Engine.Planning;

/// <summary>Values that are other names of the same memory.</summary>
internal static class Aliases
{
    /// <summary>The value whose memory this one is seen in: a reshape has none of its own.</summary>
    public static Value Root(Value value)
    {
        while (value.Primitive is Reshape)
        {
            value = value.Operands[0];
        }
        return value;
    }
}
