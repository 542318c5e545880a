using System.Text.Json.Nodes;
using Keras.Parity.Tests.Cases;
using static Keras.Functional;

namespace Keras.Parity.Tests;

/// <summary>Summaries that real Keras printed, byte for byte, of the same models built here (their Python stands in Goldens/texts/models.txt).</summary>
[Collection(ParityReport.Name)]
public class SummaryTextCases
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Goldens", "texts");

    /// <summary>The C# of each line of Python that the texts were printed by.</summary>
    private static readonly Dictionary<string, Action> Programs = new()
    {
        ["branches().summary()"] = () => Branches().Summary(),
        ["conv().summary()"] = () => Conv().Summary(),
        ["conv().summary(layer_range=['conv2d', 'conv2d_1'])"] = () => Conv().Summary(layerRange: ("conv2d", "conv2d_1")),
        ["conv().summary(line_length=90, positions=[0.5, 0.75, 1.0])"] = () => Conv().Summary(lineLength: 90, positions: [0.5, 0.75, 1.0]),
        ["dense().summary()"] = () => DenseModel().Summary(),
        ["dense().summary(line_length=60)"] = () => DenseModel().Summary(lineLength: 60),
        ["m = conv(); m.layers[1].trainable = False; m.summary(show_trainable=True)"] = () =>
        {
            var model = Conv();
            model.Layers[1].Trainable = false;
            model.Summary(showTrainable: true);
        },
        ["m = small(); m.compile('adam', 'mse'); m.fit(x, np.zeros((80, 2)), verbose=0); m.summary()"] = () =>
        {
            var model = new Sequential([Input(4), Dense(3, activation: "relu"), Dense(2, activation: "softmax")]);
            model.Compile("adam", "mse");
            model.Fit(new float[80, 4], new float[80, 2], verbose: 0);
            model.Summary();
        },
        ["nested().summary()"] = () => Nested().Summary(),
        ["nested().summary(expand_nested=True)"] = () => Nested().Summary(expandNested: true),
        ["sequential().summary()"] = () => new Sequential([Dense(8, activation: "relu"), BatchNormalization(), Dropout(0.5), Dense(3)]).Summary(),
    };

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "summary_*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void SummaryIsTheTextOfRealKeras(string name)
    {
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!;
        string? columns = Environment.GetEnvironmentVariable("COLUMNS");
        var console = Console.Out;
        using var printed = new StringWriter();
        try
        {
            Environment.SetEnvironmentVariable("COLUMNS", description["columns"]!.ToString());
            Console.SetOut(printed);
            Utils.ClearSession();
            Programs[(string)description["code"]!]();
        }
        finally
        {
            Console.SetOut(console);
            Environment.SetEnvironmentVariable("COLUMNS", columns);
        }
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, name + ".txt")), printed.ToString().ReplaceLineEndings("\n"));
    }

    private static Model DenseModel()
    {
        var input = Input(784, name: "input_layer");
        var h = input;
        foreach (var (units, i) in new[] { 256, 128, 64, 32, 16, 8 }.Select((units, i) => (units, i)))
        {
            h = Dense(units, activation: "relu", name: $"hidden_layer_{i + 1}")(h);
        }
        h = Dense(4, activation: "relu", name: "code_layer")(h);
        foreach (var (units, i) in new[] { 8, 16, 32, 64, 128, 256 }.Select((units, i) => (units, i)))
        {
            h = Dense(units, activation: "relu", name: $"hidden_layer_{i + 7}")(h);
        }
        return new Model(input, Dense(784, activation: "sigmoid", name: "output_layer")(h));
    }

    private static Model Conv()
    {
        var input = Input((28, 28, 1));
        var x = Conv2D(16, 3, activation: "relu")(input);
        x = MaxPooling2D(2)(x);
        x = Conv2D(8, 3, activation: "relu")(x);
        x = MaxPooling2D(2)(x);
        x = UpSampling2D(2)(x);
        x = Conv2DTranspose(8, 3, activation: "relu")(x);
        x = UpSampling2D(2)(x);
        x = Conv2DTranspose(16, 3, activation: "relu")(x);
        return new Model(input, Conv2DTranspose(1, 3, activation: "sigmoid")(x));
    }

    private static Model Branches()
    {
        var (p, q) = (Input(6, name: "p"), Input(4, name: "q"));
        var shared = Dense(5, activation: "relu", name: "shared");
        var h = Concatenate(name: "join")([shared(p), Dense(3, name: "side")(q)]);
        return new Model([p, q], [Dense(2, name: "first")(h), Dense(3, activation: "softmax", name: "second")(h)], name: "two_heads");
    }

    private static Model Nested()
    {
        var input = Input(8, name: "x");
        var encoder = new Sequential([Input(8), Dense(5, activation: "relu"), Dense(3)], name: "encoder");
        var d = Input(3, name: "z");
        // Python makes the outer layer's object first: dense_2 is the last layer, dense_3 the one before.
        var last = Dense(8, activation: "sigmoid");
        var decoder = new Model(d, last(Dense(5, activation: "relu")(d)), name: "decoder");
        return new Model(input, decoder.Call(encoder.Call(input)), name: "autoencoder");
    }
}
