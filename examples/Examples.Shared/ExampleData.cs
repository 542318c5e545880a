using Keras.Datasets;
using NumSharp;

namespace Examples.Shared;

/// <summary>Chooses the images.</summary>
internal static class ExampleData
{
    /// <summary>The images and labels that the options name, and whether they are the whole of MNIST.</summary>
    public static (((NDArray X, NDArray Y) Train, (NDArray X, NDArray Y) Test) Data, bool IsWholeMnist) Load(ExampleOptions options, CancellationToken cancellation)
    {
        switch (options)
        {
            case { Dataset: "sample" }:
                return (Mnist.LoadSample(), false);
            case { Dataset: "fashion_mnist", Data: { } folder }:
                return (FashionMnist.LoadIdx(folder), false);
            case { Dataset: "fashion_mnist" }:
                return (FashionMnist.LoadData(cancellation), false);
            case { Data: { } folder }:
                var data = Mnist.LoadIdx(folder);
                return (data, data.Train.XTrain.shape[0] == 60000);
            case { Dataset: "mnist" }:
                return (Mnist.LoadData(cancellationToken: cancellation), true);
            default:
                try
                {
                    return (Mnist.LoadData(cancellationToken: cancellation), true);
                }
                catch (DatasetUnavailableException error)
                {
                    Console.WriteLine($"Using the embedded sample of 10,000 digits: {error.Reason.ReplaceLineEndings(" ")}");
                    return (Mnist.LoadSample(), false);
                }
        }
    }
}
