using Keras.Core;
using Keras.Layers;
using static Keras.Functional;

namespace Keras.Tests.Layers;

/// <summary>Dropout and noise: when they work, how much, and that seeds make them repeatable.</summary>
public class RandomLayersTests
{
    private static readonly float[] Ones = [.. Enumerable.Repeat(1f, 4000)];

    private static float[] Call(Layer layer, bool? training, int columns = 4) =>
        NDArrays.Elements<float>(layer.Call(NDArrays.Wrap(Ones, [Ones.Length / columns, columns]), training)).ToArray();

    [Fact]
    public void OutsideOfTrainingNothingChanges()
    {
        Assert.Equal(Ones, Call(new Dropout(0.5), null));
        Assert.Equal(Ones, Call(new Dropout(0.5), false));
        Assert.Equal(Ones, Call(new Dropout(0), true));
        Assert.Equal(Ones, Call(new GaussianNoise(0.5), false));
    }

    [Fact]
    public void DropsTheRateAndScalesTheRest()
    {
        var y = Call(new Dropout(0.2, seed: 3), true);
        Assert.Equal([0, 1.25f], y.Distinct().Order());
        Assert.InRange(y.Average(), 0.97, 1.03);
        Assert.All(Call(new Dropout(1), true), number => Assert.Equal(0, number));
    }

    [Fact]
    public void NoiseShapeDropsTogether()
    {
        var y = Call(new Dropout(0.5, noiseShape: (null, 1), seed: 3), true);
        Assert.All(y.Chunk(4), row => Assert.Single(row.Distinct()));
        Assert.Equal(2, y.Distinct().Count());
    }

    [Fact]
    public void NoiseIsNormal()
    {
        var noise = Call(new GaussianNoise(0.5, seed: 3), true).Select(number => number - 1.0).ToArray();
        Assert.InRange(noise.Average(), -0.03, 0.03);
        Assert.InRange(Math.Sqrt(noise.Average(number => number * number)), 0.47, 0.53);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASeedRepeatsAndEachStepDrawsAnew(bool dropout)
    {
        Layer Make(int? seed) => dropout ? new Dropout(0.5, seed: seed) : new GaussianNoise(0.5, seed: seed);
        Layer a = Make(7), b = Make(7);
        var first = Call(a, true);
        Assert.Equal(first, Call(b, true));
        Assert.NotEqual(first, Call(a, true));
        Assert.NotEqual(first, Call(Make(8), true));
        Assert.NotEqual(Call(Make(null), true), Call(Make(null), true));
    }

    /// <summary>Keras writes dropout's calls with "training": false, also where nobody said so; such a model trains nevertheless.</summary>
    [Fact]
    public void AModelReadFromJsonDropsWhenItTrains()
    {
        var x = Input(4);
        var model = Model.FromJson(new Model(x, Dropout(0.5, seed: 1)(x)).ToJson());
        Assert.Contains("\"kwargs\":{\"training\":false}", model.ToJson().Replace(" ", ""));
        Assert.Contains(0, Call(model, true));
        Assert.Equal(Ones, Call(model, false));
    }

    [Fact]
    public void TheModelsModeGoesBeforeThatOfACall()
    {
        var x = Input(4);
        var model = new Model(x, Dropout(0.5, seed: 1)(x, training: true));
        Assert.Contains(0, Call(model, null));
        Assert.Equal(Ones, Call(model, false));
    }
}
