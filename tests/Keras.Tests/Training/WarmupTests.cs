using Keras.Core;
using Keras.Training;
using NumSharp;

namespace Keras.Tests.Training;

[Collection(GlobalSeedTests.Name)]
public class WarmupTests
{
    /// <summary>A program must not be able to tell whether there was one: it takes no name that the program's own layers would have had, and no random number.</summary>
    [Fact]
    public void It_runs_through_and_leaves_names_and_seeds_as_they_were()
    {
        Utils.SetRandomSeed(7);
        var expected = (GlobalSeed.NextInitializerSeed(), GlobalSeed.Permutation(9), np.random.randint(0, 1000, new Shape(3)).ToArray<int>());
        Utils.SetRandomSeed(7);
        string[] names = ["input_layer", "dense", "functional", "adam", "binary_crossentropy", "mean", "loss", "keras_tensor", "x", "a", "b", "warmup"];
        var before = names.Select(NumberOf).ToList();

        Warmup.Run();

        Assert.Equal(before.Select(number => number + 1), names.Select(NumberOf));
        Assert.Equal(expected.Item1, GlobalSeed.NextInitializerSeed());
        Assert.Equal(expected.Item2, GlobalSeed.Permutation(9));
        Assert.Equal(expected.Item3, np.random.randint(0, 1000, new Shape(3)).ToArray<int>());
    }

    private static int NumberOf(string prefix)
    {
        string name = AutoName.Next(prefix);
        return name == prefix ? 0 : int.Parse(name[(prefix.Length + 1)..]);
    }
}
