using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Initializers;

namespace Keras.Tests.Initializers;

/// <summary>Against numbers of Keras's NumPy backend with SciPy's windows.</summary>
public class STFTTests
{
    private static readonly JsonElement Data = EmbeddedData.Json("Initializers/Data/stft.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Data.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void NumbersAndConfigurationAreThoseOfKeras(int number)
    {
        var expected = Data.GetProperty("cases")[number];
        var serialized = JsonNode.Parse(expected.GetProperty("object").GetRawText())!;
        var initializer = InitializerTable.Deserialize(serialized);

        var values = initializer.Make([.. expected.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32())]);

        Assert.Equal(expected.GetProperty("values").EnumerateArray().Select(item => (double)item.GetSingle()), values, (left, right) => Math.Abs(left - right) <= 2e-7 * Math.Abs(left) + 1e-15);
        Assert.True(JsonNode.DeepEquals(serialized, JsonNode.Parse(initializer.Serialize().ToJsonString())), initializer.Serialize().ToJsonString());
        Assert.All(values, value => Assert.Equal((float)value, value));
    }

    [Fact]
    public void EveryNameOfSciPyStandsForItsWindow()
    {
        var names = Data.GetProperty("names").EnumerateObject().ToArray();
        Assert.Equal(WindowFunctions.Names, names.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        foreach (var entry in names)
        {
            foreach (var other in entry.Value.EnumerateArray())
            {
                Assert.Equal(new STFT(window: entry.Name).Make([7, 1, 2]), new STFT(window: other.GetString()).Make([7, 1, 2]));
            }
        }
    }

    [Fact]
    public void AbsentArgumentsAreThoseOfKeras()
    {
        var initializer = InitializerTable.Deserialize(JsonNode.Parse("""{"class_name": "STFT", "config": {}}""")!);
        Assert.Equal("""{"side":"real","window":"hann","periodic":false,"scaling":"density"}""", initializer.GetConfig().ToJsonString());
    }

    [Fact]
    public void ErrorsSayWhatIsExpected()
    {
        Assert.StartsWith("STFT: unknown side 'image'. Did you mean 'imag'? Known: imag, real.", Assert.Throws<ArgumentException>(() => new STFT("image")).Message);
        Assert.StartsWith("STFT: unknown window 'haming'. Did you mean 'hamming'? Known: barthann, bartlett, blackman, blackmanharris, bohman, boxcar, cosine, exponential, flattop, hamming, hann, lanczos, nuttall, parzen, taylor, triang, tukey. Pass one of these, or null for none.",
            Assert.Throws<ArgumentException>(() => new STFT(window: "haming")).Message);
        Assert.StartsWith("STFT: unknown window 'kaiser'. Known: ", Assert.Throws<ArgumentException>(() => new STFT(window: "kaiser")).Message);
        Assert.StartsWith("STFT: unknown scaling 'densities'. Did you mean 'density'? Known: density, spectrum. Pass one of these, or null for none.", Assert.Throws<ArgumentException>(() => new STFT(scaling: "densities")).Message);
        foreach (int[] shape in new int[][] { [4, 3], [4, 2, 3], [4, 1, 1], [0, 1, 3] })
        {
            Assert.Equal($"STFT: expected a weight of shape (samples, 1, frequencies) with one sample and two frequencies at least, received shape ({string.Join(", ", shape)}). Use another initializer, such as \"glorot_uniform\".",
                Assert.Throws<ArgumentException>(() => new STFT().Make([.. shape])).Message);
        }
        Assert.Equal("STFT: expected a window with a number other than 0 to scale by, received 'hann', which is 0 at each of 2 samples. Pass periodic: true or scaling: null.", Assert.Throws<ArgumentException>(() => new STFT().Make([2, 1, 3])).Message);
        Assert.Equal("STFT: expected text as 'window', received [0.5,1].", Assert.Throws<ArgumentException>(() => InitializerTable.Deserialize(JsonNode.Parse("""{"class_name": "STFT", "config": {"window": [0.5, 1]}}""")!)).Message);
    }
}
