using Keras.Core;
using NumSharp;

namespace Keras.Datasets;

/// <summary>
/// Fashion-MNIST: 70,000 pictures of clothes, 28 by 28 pixels of 0 (background) to 255, with labels 0 to 9: T-shirt or top,
/// trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot.
/// </summary>
/// <remarks>
/// Source: <see href="https://keras.io/api/datasets/fashion_mnist/"/>. Zalando SE holds the copyright; MIT licence.
/// <code>
/// var ((x_train, y_train), (x_test, y_test)) = FashionMnist.LoadData();
/// </code>
/// </remarks>
public static class FashionMnist
{
    /// <summary>The digests of the unpacked files, in the order of <see cref="IdxFolder.Names"/>.</summary>
    internal static readonly FileDigest[] Digests =
    [
        new("c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888", OfContents: true),
        new("bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9", OfContents: true),
        new("5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b", OfContents: true),
        new("0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34", OfContents: true),
    ];

    /// <summary>
    /// The whole set: 60,000 pictures to train on and 10,000 to test with, uint8 arrays of shapes (60000, 28, 28), (60000,),
    /// (10000, 28, 28) and (10000,). The first call downloads 31 MB, which are kept in <c>~/.keras/datasets/fashion-mnist</c> (the
    /// environment variable <c>KERAS_HOME</c> stands for <c>~/.keras</c>); files that Keras in Python keeps there are used as they are.
    /// </summary>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="DatasetUnavailableException">A file is not there and cannot be downloaded, or not be kept.</exception>
    public static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) LoadData(CancellationToken cancellationToken = default) =>
        LoadData(DatasetCache.Default(), Digests, cancellationToken);

    /// <summary>The set from a folder with the four files of the original distribution, as <see cref="Mnist.LoadIdx"/>.</summary>
    /// <inheritdoc cref="Mnist.LoadIdx"/>
    public static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) LoadIdx(string folder) => IdxFolder.Load(folder);

    internal static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) LoadData(
        DatasetCache cache, FileDigest[] digests, CancellationToken cancellationToken)
    {
        var paths = IdxFolder.Names.Zip(digests, (name, digest) =>
            cache.Find("Fashion-MNIST", Path.Combine("fashion-mnist", name + ".gz"), name + ".gz", digest, cancellationToken));
        return IdxFolder.Load([.. paths]);
    }
}
