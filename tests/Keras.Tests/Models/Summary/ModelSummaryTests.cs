using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keras.Models;

namespace Keras.Tests.Models;

/// <summary>The texts that Keras printed of real models, character for character.</summary>
public class ModelSummaryTests
{
    private static readonly JsonElement Summaries = EmbeddedData.Json("Models/Summary/Data/summaries.json");
    private static readonly JsonElement[] Cases = [.. Summaries.GetProperty("cases").EnumerateArray()];
    private static readonly JsonElement[] Sweeps = [.. Summaries.GetProperty("sweeps").EnumerateArray()];

    public static TheoryData<int, string> CaseNames => Named(Cases, one => $"{one.GetProperty("model")} at {one.GetProperty("columns")} {one.GetProperty("options")}");

    public static TheoryData<int, string> SweepNames => Named(Sweeps, one => $"{one.GetProperty("model")} over {one.GetProperty("over")} {one.GetProperty("options")}");

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Text_is_that_of_Keras(int index, string name)
    {
        Assert.NotEmpty(name);
        var one = Cases[index];
        var environment = one.GetProperty("environment").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString());
        environment["COLUMNS"] = one.GetProperty("columns").ToString();
        var console = SummaryConsole.Of(environment.GetValueOrDefault, isTerminal: false, terminalWidth: null, codePage: 65001);

        var text = Text(one.GetProperty("model").GetString()!, Options(one.GetProperty("options")), console);

        Assert.Equal(one.GetProperty("text").GetString(), text);
    }

    /// <summary>Every width of the console, or of the line: digests of the texts, as texts would fill megabytes.</summary>
    [Theory]
    [MemberData(nameof(SweepNames))]
    public void Text_is_that_of_Keras_at_every_width(int index, string name)
    {
        Assert.NotEmpty(name);
        var sweep = Sweeps[index];
        var options = Options(sweep.GetProperty("options"));
        var step = sweep.GetProperty("step").GetInt32();
        var width = sweep.GetProperty("first").GetInt32();
        var wrong = new List<int>();
        foreach (var digest in sweep.GetProperty("digests").EnumerateArray())
        {
            var text = sweep.GetProperty("over").GetString() == "columns"
                ? Text(sweep.GetProperty("model").GetString()!, options, new SummaryConsole(width))
                : Text(sweep.GetProperty("model").GetString()!, options with { LineLength = width }, new SummaryConsole(80));
            if (Digest(text) != digest.GetString()) wrong.Add(width);
            width += step;
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(0, "0.00 B")]
    [InlineData(1023, "1023.00 B")]
    [InlineData(1152, "1.12 KB")]
    [InlineData(1048575, "1024.00 KB")]
    [InlineData(1048576, "1.00 MB")]
    [InlineData(8000140004, "7.45 GB")]
    [InlineData(5e12, "4.55 TB")]
    [InlineData(1152921504606846976, "1.00 PB")]
    [InlineData(2305843009213693952, "2.00 PB")]
    public void Sizes_are_in_the_largest_unit(double bytes, string expected)
    {
        var text = ModelSummary.Text(new SummaryModel("m", [], null, new(3, bytes), default, null), new(), new SummaryConsole(80));

        Assert.Contains($" Trainable params: 3 ({expected})\n", text);
    }

    [Fact]
    public void An_encoding_without_lines_gets_plus_and_minus()
    {
        var layer = new SummaryLayer("dense", "Dense", [[null, 3]], 15, true, true, [], []);
        var model = new SummaryModel("sequential", [layer, layer with { Name = "dense_1", OutputShapes = [[null, 2]], ParameterCount = 8 }], null, new(23, 92), default, null);

        Assert.Equal(
            """
            Model: "sequential"
            +------------------------------------------------------+
            | Layer (type)           | Output Shape    |   Param # |
            |------------------------+-----------------+-----------|
            | dense (Dense)          | (None, 3)       |        15 |
            |------------------------+-----------------+-----------|
            | dense_1 (Dense)        | (None, 2)       |         8 |
            +------------------------------------------------------+
             Total params: 23 (92.00 B)
             Trainable params: 23 (92.00 B)
             Non-trainable params: 0 (0.00 B)

            """,
            ModelSummary.Text(model, new(), new SummaryConsole(60, Ascii: true)));
    }

    [Fact]
    public void A_range_without_layers_names_those_there_are()
    {
        var layer = new SummaryLayer("dense", "Dense", null, null, true, true, [], []);
        var model = new SummaryModel("sequential", [layer, layer with { Name = "code" }], null, default, default, null);

        var error = Assert.Throws<ArgumentException>(() => ModelSummary.Text(model, new() { LayerRange = ("dense", "cod$") }, new SummaryConsole(80)));

        Assert.Equal(
            "Summary of 'sequential': expected a layer range of two names, or regular expressions that match a name's beginning, " +
            "received ('dense', 'cod$'); no layer matches 'cod$'. The layers are: dense, code.",
            error.Message);
    }

    [Fact]
    public void A_broken_expression_is_named()
    {
        var layer = new SummaryLayer("dense", "Dense", null, null, true, true, [], []);
        var model = new SummaryModel("sequential", [layer], null, default, default, null);

        var error = Assert.Throws<ArgumentException>(() => ModelSummary.Text(model, new() { LayerRange = ("dense", "(d") }, new SummaryConsole(80)));

        Assert.StartsWith("Summary of 'sequential': expected a layer range of two names, or regular expressions that match a name's beginning, received ('dense', '(d'); '(d' is not a regular expression: ", error.Message);
    }

    [Fact]
    public void Too_narrow_a_console_is_named()
    {
        var model = new SummaryModel("sequential", [], null, default, default, null);

        var error = Assert.Throws<ArgumentException>(() => ModelSummary.Text(model, new(), new SummaryConsole(18)));

        Assert.Equal("Summary: column 3 of 3 would be 3 characters wide, at least 4 are needed (line length 14, positions 0.45, 0.8, 1). Give a larger line length or other positions, or widen the console.", error.Message);
    }

    [Fact]
    public void Too_few_positions_are_named()
    {
        var model = new SummaryModel("sequential", [], null, default, default, null);

        var error = Assert.Throws<ArgumentException>(() => ModelSummary.Text(model, new() { Positions = [0.5, 1] }, new SummaryConsole(80)));

        Assert.Equal("Summary: expected 3 positions, one for each of the columns 'Layer (type)', 'Output Shape', 'Param #', received 2. Give where each column ends, as parts of the line, the last one 1.", error.Message);
    }

    private static TheoryData<int, string> Named(JsonElement[] all, Func<JsonElement, string> name)
    {
        var data = new TheoryData<int, string>();
        foreach (var (index, one) in all.Index()) data.Add(index, name(one));
        return data;
    }

    private static string Text(string model, SummaryOptions options, SummaryConsole console)
    {
        try
        {
            return ModelSummary.Text(SummaryModels.Read(Summaries.GetProperty("models").GetProperty(model)), options, console);
        }
        catch (ArgumentException error) when (error.Message.Contains("characters wide"))
        {
            return "error: Insufficient console width to print summary";
        }
    }

    private static SummaryOptions Options(JsonElement options) => new()
    {
        LineLength = options.TryGetProperty("line_length", out var length) ? length.GetInt32() : null,
        Positions = options.TryGetProperty("positions", out var positions) ? [.. positions.EnumerateArray().Select(position => position.GetDouble())] : null,
        ExpandNested = options.TryGetProperty("expand_nested", out var expand) && expand.GetBoolean(),
        ShowTrainable = options.TryGetProperty("show_trainable", out var show) && show.GetBoolean(),
        LayerRange = options.TryGetProperty("layer_range", out var range) ? (range[0].GetString()!, range[1].GetString()!) : null,
    };

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
