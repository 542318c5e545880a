using Keras.Core;

namespace Keras.Tests;

public class UtilsTests
{
    [Fact]
    public void ToCategorical_is_Keras()
    {
        var rows = Utils.ToCategorical(new[] { 0, 2, 1 });
        Assert.Equal([3, 3], rows.shape);
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 1, 0], NDArrays.Elements<double>(rows).ToArray());
        Assert.Equal([2, 4], Utils.ToCategorical(new int[2, 1], 4).shape);
        Assert.Equal([2, 3, 2], Utils.ToCategorical(new int[2, 3], 2).shape);
    }

    [Fact]
    public void ToCategorical_says_which_label_has_no_class()
    {
        Assert.StartsWith("ToCategorical: expected labels from 0 to 2, received 3 at place 1.", Assert.Throws<ArgumentException>(() => Utils.ToCategorical(new[] { 0, 3 }, 3)).Message);
        Assert.StartsWith("ToCategorical: expected labels from 0 to 0, received -1 at place 1.", Assert.Throws<ArgumentException>(() => Utils.ToCategorical(new[] { 0, -1 })).Message);
        Assert.StartsWith("ToCategorical: there are no labels to count the classes of; pass numClasses.", Assert.Throws<ArgumentException>(() => Utils.ToCategorical(new int[0])).Message);
    }

    [Fact]
    public void A_seed_below_zero_is_refused() =>
        Assert.StartsWith("A seed must be 0 or more, received -1. Choose any other number.", Assert.Throws<ArgumentOutOfRangeException>(() => Utils.SetRandomSeed(-1)).Message);
}
