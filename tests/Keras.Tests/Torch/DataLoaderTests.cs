using Keras.Core;
using Keras.Torch;
using NumSharp;

namespace Keras.Tests.Torch;

[Collection(nameof(Training.Alone))]
public class DataLoaderTests
{
    private static readonly float[,] Images = new float[5, 2] { { 0, 1 }, { 2, 3 }, { 4, 5 }, { 6, 7 }, { 8, 9 } };
    private static readonly int[] Labels = [0, 1, 2, 3, 4];

    [Fact]
    public void Batches_come_in_order_and_the_last_is_short()
    {
        var loader = new DataLoader((Images, Labels), batchSize: 2);
        var batches = loader.ToList();
        Assert.Equal(3, loader.Count);
        Assert.Equal([[2, 2], [2, 2], [1, 2]], batches.Select(batch => batch.Data.shape));
        Assert.Equal([8, 9], NDArrays.Elements<float>(batches[2].Data).ToArray());
        Assert.Equal([2, 3], NDArrays.Elements<int>(batches[1].Target).ToArray());
    }

    [Fact]
    public void Each_pass_is_shuffled_anew_from_the_global_generator()
    {
        Utils.SetRandomSeed(3);
        var (first, second) = (GlobalSeed.Permutation(5), GlobalSeed.Permutation(5));
        Utils.SetRandomSeed(3);
        var loader = new DataLoader((Images, Labels), batchSize: 2, shuffle: true);
        int[] Pass() => [.. loader.SelectMany(batch => NDArrays.Elements<int>(batch.Target).ToArray())];
        Assert.Equal(first, Pass());
        Assert.Equal(second, Pass());
    }

    [Fact]
    public void Data_that_do_not_belong_together()
    {
        Assert.StartsWith("DataLoader: expected as many targets as samples, and at least one; received float32 (5, 2) and int32 (4,).", Assert.Throws<ArgumentException>(() => new DataLoader((Images, new int[4]))).Message);
        Assert.StartsWith("DataLoader: expected a batchSize of 1 or more, received 0.", Assert.Throws<ArgumentException>(() => new DataLoader((Images, Labels), 0)).Message);
    }

    [Fact]
    public void ToTensor_scales_and_puts_channels_first()
    {
        var tensor = Transforms.ToTensor(new byte[1, 1, 2, 3] { { { { 255, 0, 51 }, { 102, 255, 0 } } } });
        Assert.Equal([1, 3, 1, 2], tensor.shape);
        Assert.Equal([1f, 0.4f, 0f, 1f, 0.2f, 0f], NDArrays.Elements<float>(tensor).ToArray());
        Assert.Equal([4, 1, 2, 3], Transforms.ToTensor(new byte[4, 2, 3]).shape);
        Assert.StartsWith("ToTensor: expected one uint8 array of shape (images, height, width) or (images, height, width, channels), received float32 (5, 2).", Assert.Throws<ArgumentException>(() => Transforms.ToTensor(Images)).Message);
    }
}
