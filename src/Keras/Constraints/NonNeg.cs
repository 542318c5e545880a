using System.Text.Json.Nodes;
using Keras.Core;

namespace Keras.Constraints;

/// <summary>No weight below zero: <c>max(w, 0)</c>.</summary>
public sealed class NonNeg : Constraint
{
    internal override Value Call(Value weight) => Op.Maximum(weight, 0);

    internal override JsonObject GetConfig() => [];
}
