using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras;

/// <summary>Something that makes tensors of tensors: a layer, a model, or a single arithmetic operation between tensors.</summary>
/// <remarks>Source: <see href="https://keras.io/api/ops/"/>, <c>keras.Operation</c>.</remarks>
public abstract class Operation
{
    private protected Operation(string? name)
    {
        Name = name ?? AutoName.Next(AutoName.ToSnakeCase(GetType().Name));
        if (Name.Length == 0 || Name.Contains('/'))
        {
            throw new ArgumentException($"A name must not be empty or contain '/'. Received: '{Name}'.", nameof(name));
        }
    }

    /// <summary>The name, unique within a model; made of the class's name when none was given (<c>dense</c>, <c>dense_1</c>).</summary>
    public string Name { get; }

    /// <summary>The calls of this operation on symbolic tensors, in their order.</summary>
    internal List<Node> Nodes { get; } = [];

    /// <summary>Keras's name of the class.</summary>
    internal virtual string ClassName => GetType().Name;

    /// <summary>The Python module that Keras writes beside the class's name.</summary>
    internal abstract string Module { get; }

    /// <summary>The name that Keras writes as registered; <c>null</c> for its own layers.</summary>
    internal virtual string? RegisteredName => null;

    /// <summary>Records the operation's work on the op graph.</summary>
    internal abstract Value[] Compute(CallContext context, Value[] inputs);

    /// <summary>The inputs' shapes with a number for what is unknown, to find the results' shapes by; chosen so that the operation is possible.</summary>
    internal virtual Dimensions[] ShapesToTrace(IReadOnlyList<KerasShape> inputs, int unknown) => [.. inputs.Select(shape => ShapeInference.Fill(shape, unknown))];

    /// <summary>A result's shape as Keras says it, given the one that tracing found: where Keras knows less.</summary>
    internal virtual KerasShape KnownShape(IReadOnlyList<KerasShape> inputs, KerasShape traced) => traced;

    /// <summary>The arguments that make this operation again.</summary>
    internal abstract JsonObject GetConfig();

    /// <summary>Keras's record of this operation: where its class is and the arguments that make it again.</summary>
    internal virtual JsonObject Serialize() => ObjectConfig.Serialize(Module, ClassName, GetConfig(), RegisteredName);

    /// <summary>The arguments of a call, in Keras's form: a tensor alone, several as one list.</summary>
    internal virtual JsonArray SerializeArguments(Node node, Func<KerasTensor, JsonNode> serialize) =>
        new(node.Inputs.Count == 1 ? serialize(node.Inputs[0]) : new JsonArray([.. node.Inputs.Select(serialize)]));

    /// <summary>The named arguments of a call.</summary>
    internal virtual JsonObject SerializeKeywordArguments(Node node) =>
        node.Training is { } training ? new JsonObject { ["training"] = training } : [];

    private protected void CheckCalledOnSomething(KerasTensors inputs)
    {
        if (inputs.Count == 0)
        {
            throw new ArgumentException($"{ClassName} '{Name}' was called on nothing. Pass a tensor, such as one that Input(...) made.", nameof(inputs));
        }
    }

    /// <summary>Calls the operation on symbolic tensors: infers the results' shapes by tracing, and notes the call.</summary>
    private protected KerasTensor CallSymbolically(KerasTensors inputs, bool? training)
    {
        CheckCalledOnSomething(inputs);
        var node = new Node(this, inputs, training, Nodes.Count);
        node.Outputs = ShapeInference.Infer(this, inputs, training, (shape, dtype, index) => new KerasTensor(shape, dtype, node, index));
        Nodes.Add(node);
        return node.Outputs[0];
    }
}
