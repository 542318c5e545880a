using System.Text.Json.Nodes;
using Keras.Layers;

namespace Keras.Tests.Layers;

/// <summary>The forms in which sizes, margins and axes can be written, and how they are read from configurations.</summary>
public class ArgumentsTests
{
    [Fact]
    public void SizesInAllForms()
    {
        Size2D number = 3, tuple = (3, 5), list = [3, 5];
        Assert.Equal("(3, 3)", number.ToString());
        Assert.Equal(tuple, list);
        Assert.Equal([3, 5], tuple);
        Assert.Equal("(3, 5)", list.ToString());
    }

    [Fact]
    public void MarginsInAllForms()
    {
        Margins2D one = 1, two = (1, 2), four = ((1, 2), (0, 3)), lists = [[1, 2], [0, 3]], mixed = [(1, 2), (0, 3)], numbers = [1, 2];
        Assert.Equal("((1, 1), (1, 1))", one.ToString());
        Assert.Equal("((1, 1), (2, 2))", two.ToString());
        Assert.Equal("((1, 2), (0, 3))", four.ToString());
        Assert.Equal(four, lists);
        Assert.Equal(four, mixed);
        Assert.Equal(two, numbers);
    }

    [Fact]
    public void TuplesInAllForms()
    {
        IntTuple number = -1, pair = (2, 1), list = [2, 1], three = (3, 1, 2), four = (1, 2, 3, 4), array = new[] { 5 };
        Assert.Equal("-1", number.ToString());
        Assert.Equal(pair, list);
        Assert.True(pair == list && pair != three && pair.GetHashCode() == list.GetHashCode());
        Assert.Equal("(3, 1, 2)", three.ToString());
        Assert.Equal(4, four.Count);
        Assert.Equal("(5,)", array.ToString());
        Assert.Equal(1, pair[1]);
    }

    [Theory]
    [InlineData("Conv2D", """{"filters": 2, "kernel_size": 3}""", "kernel_size", "[3,3]")]
    [InlineData("Conv2D", """{"filters": 2, "kernel_size": [3, 4], "strides": [2, 1]}""", "strides", "[2,1]")]
    [InlineData("MaxPooling2D", """{"pool_size": [3, 2]}""", "strides", "[3,2]")]
    [InlineData("ZeroPadding2D", """{"padding": 2}""", "padding", "[[2,2],[2,2]]")]
    [InlineData("ZeroPadding2D", """{"padding": [1, 2]}""", "padding", "[[1,1],[2,2]]")]
    [InlineData("Cropping2D", """{"cropping": [[1, 2], [0, 3]]}""", "cropping", "[[1,2],[0,3]]")]
    [InlineData("Softmax", """{"axis": 1}""", "axis", "1")]
    [InlineData("Softmax", """{"axis": [1, 2]}""", "axis", "[1,2]")]
    [InlineData("PReLU", """{"shared_axes": 1}""", "shared_axes", "[1]")]
    [InlineData("BatchNormalization", """{"axis": [3]}""", "axis", "3")]
    [InlineData("LeakyReLU", """{"alpha": 0.1}""", "negative_slope", "0.1")]
    [InlineData("UpSampling2D", "{}", "size", "[2,2]")]
    [InlineData("Concatenate", "{}", "axis", "-1")]
    public void ConfigurationsInTheFormsOfAllVersions(string className, string config, string key, string written) =>
        Assert.Equal(written, LayerTable.Entries.Make(className, (JsonObject)JsonNode.Parse(config)!).GetConfig()[key]!.ToJsonString());

    /// <summary>The names that Keras gives, without a number for the first.</summary>
    [Theory]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("MaxPooling2D", "max_pooling2d")]
    [InlineData("GlobalAveragePooling2D", "global_average_pooling2d")]
    [InlineData("UpSampling2D", "up_sampling2d")]
    [InlineData("ZeroPadding2D", "zero_padding2d")]
    [InlineData("RepeatVector", "repeat_vector")]
    [InlineData("BatchNormalization", "batch_normalization")]
    [InlineData("ReLU", "re_lu")]
    [InlineData("LeakyReLU", "leaky_re_lu")]
    [InlineData("PReLU", "p_re_lu")]
    [InlineData("ELU", "elu")]
    public void NamesAsKerasGivesThem(string className, string name)
    {
        var layer = LayerCases.All.Single(row => row.ClassName == className).Make();
        Assert.Matches($"^{name}(_[0-9]+)?$", layer.Name);
    }
}
