using NumSharp;

namespace Keras.Datasets;

/// <summary>A folder with the four files of a data set in the original MNIST distribution, gzipped or not.</summary>
internal static class IdxFolder
{
    public static readonly string[] Names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">Files are missing; the message names them.</exception>
    /// <exception cref="InvalidDataException">A file cannot be read, or images and labels differ in number.</exception>
    public static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'. Expected one with the files {Listed(Names)}, each with or without '.gz'.");
        }
        var found = Array.ConvertAll(Names, name => new[] { name, name + ".gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists));
        var missing = Names.Where((_, i) => found[i] is null).ToArray();
        if (missing.Length > 0)
        {
            throw new FileNotFoundException($"The folder '{folder}' lacks {Listed(missing)} (with or without '.gz'). Expected the four files of the original distribution: {Listed(Names)}.");
        }
        return Load(found!);
    }

    /// <summary>Reads the four files, given in the order of <see cref="Names"/>.</summary>
    public static ((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) Load(IReadOnlyList<string> paths)
    {
        return (Pair(paths[0], paths[1]), Pair(paths[2], paths[3]));

        static (NDArray, NDArray) Pair(string imagePath, string labelPath)
        {
            var images = IdxFile.Read(imagePath, axes: 3);
            var labels = IdxFile.Read(labelPath, axes: 1);
            return images.shape[0] == labels.shape[0]
                ? (images, labels)
                : throw new InvalidDataException($"'{imagePath}' has {images.shape[0]} images and '{labelPath}' has {labels.shape[0]} labels. Expected as many of the one as of the other: take both from the same distribution.");
        }
    }

    private static string Listed(string[] names) => string.Join(", ", names);
}
