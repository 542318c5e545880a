// The document's third program: a dense autoencoder in PyTorch on MNIST.
using Examples.Shared;
using Keras;
using Keras.Initializers;
using Keras.Optimizers;
using Keras.Plotting;
using Keras.Torch;
using NumSharp;
using static Keras.Functional;

return Example.Run(args, "TorchDense", epochs: 10, Program);

static void Program(ExampleRun run)
{
    // Loading The DataSet
    var ((train_images, train_labels), _) = run.LoadData();
    var train_data = Transforms.ToTensor(train_images);

    var train_data_loader = new DataLoader((train_data, train_labels), batchSize: 64, shuffle: true);

    // Defining our AutoEncoder Architecture; nn.Linear is a Dense that begins as PyTorch's layers do
    static LayerCall Linear(int inFeatures, int outFeatures) =>
        Dense(outFeatures, kernelInitializer: new TorchUniform(), biasInitializer: new TorchUniform(inFeatures));

    static Model Autoencoder()
    {
        // Encoder
        var encoder = new Sequential([
            Input(784),
            Linear(784, 256),
            ReLU(),
            Linear(256, 128),
            ReLU(),
            Linear(128, 32),
            ReLU(),
            Linear(32, 16),
            ReLU(),
            Linear(16, 10),
        ]);

        // Decoder
        var decoder = new Sequential([
            Input(10),
            Linear(10, 16),
            ReLU(),
            Linear(16, 32),
            ReLU(),
            Linear(32, 64),
            ReLU(),
            Linear(64, 128),
            ReLU(),
            Linear(128, 256),
            ReLU(),
            Linear(256, 784),
            Activation("sigmoid"),
        ]);

        var x = Input(784);
        var encoded_data = encoder.Call(x);
        var decoded_data = decoder.Call(encoded_data);
        return new Model(x, decoded_data);
    }

    // Training The Model
    var model = Autoencoder();
    model.Compile(loss: "mse", optimizer: new TorchAdam(learningRate: 1e-3, weightDecay: 1e-5));

    int number_of_epochs = run.Epochs;
    var results = new List<(int Epoch, NDArray Img, NDArray ReconstructedImage)>();
    var losses = new EpochLosses();
    foreach (int epoch in Enumerable.Range(0, number_of_epochs))
    {
        NDArray img = null!, reconstructed_image = null!;
        double loss = double.NaN;
        foreach (var (batch, _) in train_data_loader)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            img = batch.reshape(-1, 784);
            loss = model.TrainOnBatch(img, img, out reconstructed_image);
            losses.Add(loss);
        }

        Console.WriteLine($"Epoch : {epoch + 1} , Loss : {loss} ");
        losses.EndEpoch();
        results.Add((epoch, img, reconstructed_image));
    }

    // Visualize The Result
    void PlotResult(List<(int Epoch, NDArray Img, NDArray ReconstructedImage)> autoEncoder_result, int nbr_epoch)
    {
        var original_images = autoEncoder_result[nbr_epoch - 1].Img;
        var reconstructed_images = autoEncoder_result[nbr_epoch - 1].ReconstructedImage;

        var figure = new Figure(figsize: (9, 3));
        figure.Gray();

        // Plot The Original Images
        for (int index = 0; index < Math.Min(9, original_images.shape[0]); index++)
        {
            figure.Subplot(2, 9, index + 1);
            var image = original_images[index].reshape(-1, 28, 28);
            figure.ImShow(image[0]);
        }
        figure.Subplot(2, 9, 5);
        figure.Title("Original Images");

        // Plot The Reconstructed images
        for (int index = 0; index < Math.Min(9, reconstructed_images.shape[0]); index++)
        {
            figure.Subplot(2, 9, 9 + index + 1);
            var image = reconstructed_images[index].reshape(-1, 28, 28);
            figure.ImShow(image[0]);
        }
        figure.Subplot(2, 9, 9 + 5);
        figure.Title("Reconstructed Images");

        run.Save(figure, "reconstructed_images.png");
    }

    PlotResult(results, number_of_epochs);

    run.SaveLossCurve(("loss", losses.Means));
    run.ExpectLoss(losses.First, losses.Means, reached: 0.0314);
}
