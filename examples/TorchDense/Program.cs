// The document's third program: a dense autoencoder in PyTorch on MNIST.
using Examples.Shared;
using Keras;
using Keras.Initializers;
using Keras.Optimizers;
using Keras.Plotting;
using NumSharp;
using static Keras.Functional;

return Example.Run(args, "TorchDense", epochs: 10, Program);

static void Program(ExampleRun run)
{
    // Loading The DataSet
    var ((train_data, train_labels), _) = run.LoadData();
    train_data = train_data.astype(np.float32) / 255f;

    var train_data_loader = new DataLoader((train_data, train_labels), batchSize: 64, shuffle: true);

    // Defining our AutoEncoder Architecture: PyTorch's Linear is a Dense with PyTorch's initialisation
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
    model.Compile(optimizer: new TorchAdam(learningRate: 1e-3, weightDecay: 1e-5), loss: "mse");

    int number_of_epochs = run.Epochs;
    var results = new List<(int Epoch, NDArray Img, NDArray Reconstructed)>();
    var losses = new List<double>();
    foreach (int epoch in Enumerable.Range(0, number_of_epochs))
    {
        foreach (var (batch, _) in train_data_loader)
        {
            var img = batch.reshape(-1, 784);
            var (loss, reconstructed_image) = model.TrainOnBatch(img, img);
        }
    }
}
