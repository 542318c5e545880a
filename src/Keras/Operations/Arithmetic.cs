using System.Text.Json.Nodes;
using Keras.Core;

namespace Keras;

/// <summary>An arithmetic operation between tensors, or between a tensor and numbers, as Keras records it in a model: <c>h * 2.0</c>.</summary>
internal sealed class Arithmetic : Operation
{
    private static readonly Dictionary<string, Func<Value, Value, Value>> Binary = new()
    {
        ["Add"] = Op.Add,
        ["Subtract"] = Op.Subtract,
        ["Multiply"] = Op.Multiply,
        ["Divide"] = Op.Divide,
        ["TrueDivide"] = Op.Divide,
        ["Power"] = Op.Power,
        ["Maximum"] = Op.Maximum,
        ["Minimum"] = Op.Minimum,
    };

    private static readonly Dictionary<string, Func<Value, Value>> Unary = new()
    {
        ["Negative"] = Op.Negate,
        ["Exp"] = Op.Exp,
        ["Log"] = Op.Log,
        ["Sqrt"] = Op.Sqrt,
        ["Square"] = x => x * x,
        ["Absolute"] = Op.Abs,
        ["Tanh"] = Op.Tanh,
        ["Sin"] = Op.Sin,
        ["Cos"] = Op.Cos,
    };

    /// <summary>For each operand the number that stands there, or <c>null</c> for a tensor.</summary>
    private readonly double?[] _numbers;

    public Arithmetic(string function, double?[] numbers, string? name) : base(name ?? AutoName.Next(AutoName.ToSnakeCase(function)))
    {
        ClassName = function;
        _numbers = numbers;
    }

    internal override string ClassName { get; }

    internal override string Module => "keras.src.ops.numpy";

    internal override string RegisteredName => ClassName;

    /// <summary>Whether there is an operation of that name on so many operands.</summary>
    public static bool IsKnown(string function, int operands) => operands == 2 ? Binary.ContainsKey(function) : operands == 1 && Unary.ContainsKey(function);

    public static IEnumerable<string> Names => Binary.Keys.Concat(Unary.Keys);

    /// <summary>Applies the operation to its tensors, in the order of its operands.</summary>
    public KerasTensor Call(KerasTensors inputs) => CallSymbolically(inputs, null);

    public static KerasTensor Call(string function, params ReadOnlySpan<Operand> operands)
    {
        var all = operands.ToArray();
        var operation = new Arithmetic(function, Array.ConvertAll(all, operand => operand.Number), null);
        return operation.Call(all.Where(operand => operand.Tensor is not null).Select(operand => operand.Tensor!).ToArray());
    }

    internal override Value[] Compute(CallContext context, Value[] inputs)
    {
        int next = 0;
        var operands = Array.ConvertAll(_numbers, number => number is { } constant ? Op.Constant(constant) : inputs[next++]);
        return [operands.Length == 1 ? Unary[ClassName](operands[0]) : Binary[ClassName](operands[0], operands[1])];
    }

    internal override Dimensions[] ShapesToTrace(IReadOnlyList<KerasShape> inputs, int unknown) => ShapeInference.Fit(inputs, unknown, leading: 0);

    internal override JsonObject GetConfig() => new() { ["name"] = Name };

    internal override JsonArray SerializeArguments(Node node, Func<KerasTensor, JsonNode> serialize)
    {
        int next = 0;
        return [.. _numbers.Select(number => number is { } constant ? JsonValue.Create(constant) : serialize(node.Inputs[next++]))];
    }

    internal override JsonObject SerializeKeywordArguments(Node node) => [];

    /// <summary>A tensor or a number.</summary>
    public readonly record struct Operand(KerasTensor? Tensor, double? Number)
    {
        public static implicit operator Operand(KerasTensor tensor) => new(tensor, null);

        public static implicit operator Operand(double number) => new(null, number);
    }
}
