using System.Text.Json.Nodes;
using NumSharp;

namespace Keras.Parity.Tests.Cases;

/// <summary>The model of a case, with its weights, and the case's arrays in the form the model's methods take.</summary>
internal static class GoldenModel
{
    public static Model Build(GoldenCase golden)
    {
        var model = Model.FromJson(golden.Description["model"]!.ToJsonString(new() { MaxDepth = 512 }));
        model.SetWeights(golden.Arrays("w"));
        return model;
    }

    /// <summary>One array alone, several as a list.</summary>
    public static ArrayLike Data(NDArray[] arrays) => arrays.Length == 1 ? ((ArrayLike?)arrays[0])! : ((ArrayLike?)arrays)!;

    public static void CheckWeights(GoldenCase golden, Model model)
    {
        var expected = golden.Arrays("a");
        Assert.Equal(expected.Length, model.Weights.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Distance.Check(golden, $"weight {model.Weights[i].Path}", expected[i], model.Weights[i].State.Elements<float>());
        }
    }

    public static void CheckLogs(GoldenCase golden, string what, JsonObject expected, Logs actual)
    {
        Assert.Equal(expected.Select(entry => entry.Key).Order(StringComparer.Ordinal), actual.Names.Order(StringComparer.Ordinal));
        foreach (var (name, value) in expected)
        {
            Distance.Check(golden, $"{what} {name}", Number(value), actual[name]);
        }
    }

    /// <summary>A number of a case; NaN and infinities are written as text.</summary>
    public static double Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String
        ? double.Parse((string)value!, System.Globalization.CultureInfo.InvariantCulture)
        : (double)node!;
}
