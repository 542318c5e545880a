using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Constraints;

/// <summary>What a weight must obey after each step: by name (<c>"non_neg"</c>) or an object (<c>new MaxNorm(2)</c>).</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/constraints/"/>.</remarks>
public abstract class Constraint
{
    private protected Constraint()
    {
    }

    /// <summary>The constraint of that name, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Constraint(string name) => ConstraintTable.Get(name);

    /// <summary>The weight as it must be.</summary>
    internal abstract Value Call(Value weight);

    internal abstract JsonObject GetConfig();

    internal JsonObject Serialize() => ObjectConfig.Serialize("keras.constraints", GetType().Name, GetConfig(), null);
}
