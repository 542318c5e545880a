// The document's fourth program: a convolutional autoencoder in PyTorch on MNIST.
using Examples.Shared;
using Keras;
using Keras.Initializers;
using Keras.Optimizers;
using Keras.Plotting;
using Keras.Torch;
using NumSharp;
using static Keras.Functional;
using static Keras.Torch.TorchSummary;

return Example.Run(args, "TorchConv", epochs: 10, Program);

static void Program(ExampleRun run)
{
    // Loading The Dataset and Creating The Data Loader to iterate Over The Data
    var ((train_images, train_labels), _) = run.LoadData();
    var train_data = Transforms.ToTensor(train_images);

    var train_data_loader = new DataLoader((train_data, train_labels), batchSize: 64, shuffle: true);

    // defining our Convolution Autoencoder Architecture; nn.Conv2d and nn.ConvTranspose2d begin as PyTorch's layers do, channels first
    static LayerCall Conv2d(int inChannels, int outChannels, int kernelSize, int stride = 1, string padding = "valid") =>
        Conv2D(outChannels, kernelSize, stride, padding, dataFormat: "channels_first",
            kernelInitializer: new TorchUniform(), biasInitializer: new TorchUniform(inChannels * kernelSize * kernelSize));

    // PyTorch counts its outputs where others count inputs
    static LayerCall ConvTranspose2d(int inChannels, int outChannels, int kernelSize, int stride = 1, int padding = 0, int outputPadding = 0) =>
        TorchConv2DTranspose(outChannels, kernelSize, stride, padding, outputPadding, dataFormat: "channels_first",
            kernelInitializer: new TorchUniform(), biasInitializer: new TorchUniform(outChannels * kernelSize * kernelSize));

    static LayerCall MaxPool2d(Size2D kernelSize, Size2D stride) => MaxPooling2D(kernelSize, stride, dataFormat: "channels_first");

    static Model ConvolutionAutoencoder()
    {
        // Encoder
        var encoder = new Sequential([
            Input((1, 28, 28)),
            Conv2d(1, 16, 3, padding: "same"),
            ReLU(),
            MaxPool2d(kernelSize: (2, 2), stride: (2, 2)),
            Conv2d(16, 32, 3, stride: 1),
            ReLU(),
            MaxPool2d(kernelSize: (2, 2), stride: (2, 2)),
            Conv2d(32, 64, 6),
        ]);

        // Decoder
        var decoder = new Sequential([
            Input((64, 1, 1)),
            ConvTranspose2d(64, 32, 7),
            ReLU(),
            ConvTranspose2d(32, 16, 3, stride: 2, padding: 1, outputPadding: 1),
            ReLU(),
            ConvTranspose2d(16, 1, 3, stride: 2, padding: 1, outputPadding: 1),
            Activation("sigmoid"),
        ]);

        var x = Input((1, 28, 28));
        var encoded_data = encoder.Call(x);
        var decoded_data = decoder.Call(encoded_data);
        return new Model(x, decoded_data);
    }

    // visualizing The Architecture
    var model = ConvolutionAutoencoder();
    Summary(model, (1, 28, 28));
    model.Compile(loss: "mse", optimizer: new TorchAdam(learningRate: 1e-3, weightDecay: 1e-5));

    // Training The Model
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
            img = batch;
            loss = model.TrainOnBatch(img, img, out reconstructed_image);
            losses.Add(loss);
        }

        Console.WriteLine($"Epoch:{epoch + 1}, Loss:{loss:F4}");
        losses.EndEpoch();
        results.Add((epoch, img, reconstructed_image));
    }

    // Visualizing The Result
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
    run.ExpectLoss(losses.First, losses.Means, reached: 0.0034);
}
