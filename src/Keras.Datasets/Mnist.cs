using System.IO.Compression;
using Keras.Core;
using NumSharp;

namespace Keras.Datasets;

/// <summary>
/// MNIST: 70,000 handwritten digits, 28 by 28 pixels of 0 (background) to 255, with labels 0 to 9.
/// </summary>
/// <remarks>
/// Source: <see href="https://keras.io/api/datasets/mnist/"/>. Yann LeCun and Corinna Cortes hold the copyright; licence CC BY-SA 3.0.
/// <code>
/// var ((x_train, y_train), (x_test, y_test)) = Mnist.LoadData();
/// </code>
/// </remarks>
public static class Mnist
{
    private const int SampleTrain = 9000;

    private static readonly FileDigest Digest = new("731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1", OfContents: false);

    /// <summary>
    /// The whole set: 60,000 digits to train on and 10,000 to test with, uint8 arrays of shapes (60000, 28, 28), (60000,),
    /// (10000, 28, 28) and (10000,). The first call downloads 11 MB, which are kept in <c>~/.keras/datasets</c> (the environment
    /// variable <c>KERAS_HOME</c> stands for <c>~/.keras</c>); a file that Keras in Python keeps there is used as it is.
    /// </summary>
    /// <param name="path">The file's name in that folder.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="DatasetUnavailableException">The file is not there and cannot be downloaded, or not be kept.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is not a mere file name.</exception>
    public static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) LoadData(string path = "mnist.npz", CancellationToken cancellationToken = default) =>
        LoadData(DatasetCache.Default(), path, Digest, cancellationToken);

    /// <summary>
    /// The set from a folder with the four files of the original distribution, <c>train-images-idx3-ubyte</c>,
    /// <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, gzipped (<c>.gz</c>) or not.
    /// Nothing is downloaded.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">Files are missing; the message names them.</exception>
    /// <exception cref="InvalidDataException">A file is cut short or damaged, or images and labels differ in number.</exception>
    public static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) LoadIdx(string folder) => IdxFolder.Load(folder);

    /// <summary>
    /// A part that needs no network: the first 10,000 digits of the training set, embedded here; the first 9,000 of them to
    /// train on and the last 1,000 to test with. uint8 arrays of shapes (9000, 28, 28), (9000,), (1000, 28, 28) and (1000,).
    /// </summary>
    public static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) LoadSample()
    {
        var images = Embedded("images-idx3-ubyte.gz", axes: 3);
        var labels = Embedded("labels-idx1-ubyte.gz", axes: 1);
        return ((images[0], labels[0]), (images[1], labels[1]));

        static NDArray[] Embedded(string name, int axes)
        {
            using var resource = typeof(Mnist).Assembly.GetManifestResourceStream(name)!;
            using var contents = new GZipStream(resource, CompressionMode.Decompress);
            return IdxFile.Split(contents, long.MaxValue, axes, SampleTrain);
        }
    }

    internal static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) LoadData(
        DatasetCache cache, string path, FileDigest digest, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path != Path.GetFileName(path) || path is "." or "..")
        {
            throw new ArgumentException($"path must be the name of a file in '{cache.Folder}', without a folder; received '{path}'. The environment variable KERAS_HOME moves that folder.", nameof(path));
        }
        string file = cache.Find("MNIST", path, "mnist.npz", digest, cancellationToken);
        var arrays = Npz.Load(file);
        return ((arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"]));
    }
}
