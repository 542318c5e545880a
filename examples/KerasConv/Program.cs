// The document's second program: a convolutional autoencoder in Keras on MNIST.
using Examples.Shared;
using Keras;
using Keras.Plotting;
using NumSharp;
using static Keras.Functional;

return Example.Run(args, "KerasConv", epochs: 10, Program);

static void Program(ExampleRun run)
{
    // Get The Data
    var ((x_train, _), (x_test, _)) = run.LoadData();

    // Reshape The Data
    x_train = x_train.reshape(x_train.shape[0], x_train.shape[1], x_train.shape[2], 1);
    x_test = x_test.reshape(x_test.shape[0], x_test.shape[1], x_test.shape[2], 1);

    // Standarize The Data
    x_train = x_train / 255;
    x_test = x_test / 255;

    // Function to display The Data
    void DisplayData(NDArray data, int height, int width, string title)
    {
        var figure = new Figure(figsize: (10, 2));
        for (int i = 0; i < 10; i++)
        {
            figure.Subplot(1, 10, i + 1);
            figure.ImShow(data[i].reshape(height, width));
            figure.Gray();
        }
        figure.SupTitle(title);
        run.Save(figure, $"{title.Replace(' ', '_').ToLowerInvariant()}.png");
    }

    // Our Convolution AutoEncoder
    static Model ConvAutoEncoder()
    {
        // Input Layer
        var input_layer = Input(shape: (28, 28, 1), name: "input_layer");
        // Encoder
        var x = Conv2D(16, (3, 3), activation: "relu")(input_layer);
        x = MaxPooling2D((2, 2), strides: (2, 2))(x);
        x = Conv2D(8, (3, 3), activation: "relu")(x);
        x = MaxPooling2D((2, 2), strides: (2, 2), name: "code_layer")(x);
        // Code
        var code = x;
        // Decoder
        x = UpSampling2D((2, 2))(code);
        x = Conv2DTranspose(8, (3, 3), activation: "relu")(x);
        x = UpSampling2D((2, 2))(x);
        x = Conv2DTranspose(16, (3, 3), activation: "relu")(x);
        // Output Layer
        var output_layer = Conv2DTranspose(1, (3, 3), activation: "sigmoid")(x);

        return new Model(input_layer, output_layer);
    }

    // Compiling The Model
    var convolutionAutoEncoder = ConvAutoEncoder();
    convolutionAutoEncoder.Compile(optimizer: "adam", loss: "mse");
    convolutionAutoEncoder.Summary();

    // Training The Model
    double untrained = convolutionAutoEncoder.Evaluate(x_test, x_test, verbose: 0);
    var history = convolutionAutoEncoder.Fit(x_train, x_train, epochs: run.Epochs, batchSize: 32, shuffle: true, validationData: (x_test, x_test), cancellationToken: run.Cancellation);

    // get The Decoded Data
    var decoded_data = convolutionAutoEncoder.Predict(x_test);

    var encoder = new Model(inputs: convolutionAutoEncoder.Input, outputs: convolutionAutoEncoder.GetLayer("code_layer").Output);

    // get The Encoded Data
    var encoded_data = encoder.Predict(x_test);

    // display The Result
    DisplayData(x_test, height: 28, width: 28, title: "Original Data");
    DisplayData(encoded_data, height: 5, width: 5 * 8, title: "Encoded Data");
    DisplayData(decoded_data, height: 28, width: 28, title: "Decoded Data");

    run.SaveLossCurve(("loss", history["loss"]), ("val_loss", history["val_loss"]));
    run.ExpectLoss(untrained, history["loss"], reached: 0.0046);
}
