// The document's first program: a dense autoencoder in Keras on MNIST.
using Examples.Shared;
using Keras;
using Keras.Plotting;
using NumSharp;
using static Keras.Functional;

return Example.Run(args, "KerasDense", epochs: 20, Program);

static void Program(ExampleRun run)
{
    // Loading The Data
    var ((x_train, _), (x_test, _)) = run.LoadData();

    // PreProcess The Data
    static NDArray PreProcess(NDArray X)
    {
        X = X / 255.0;
        X = X.reshape(X.shape[0], 784);
        return X;
    }

    x_train = PreProcess(x_train);
    x_test = PreProcess(x_test);

    // Function to Display The Data
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
        run.Save(figure, $"{title.Replace(' ', '_')}.png");
    }

    // Our AutoEncoder
    static Model AutoEncoder()
    {
        // Input Layer
        var input_layer = Input(shape: 784, name: "input_layer");

        // encoder
        var h_1 = Dense(256, activation: "relu", name: "hidden_layer_1")(input_layer);
        var h_2 = Dense(128, activation: "relu", name: "hidden_layer_2")(h_1);
        var h_3 = Dense(64, activation: "relu", name: "hidden_layer_3")(h_2);
        var h_4 = Dense(32, activation: "relu", name: "hidden_layer_4")(h_3);
        var h_5 = Dense(16, activation: "relu", name: "hidden_layer_5")(h_4);
        var h_6 = Dense(8, activation: "relu", name: "hidden_layer_6")(h_5);

        // code layer
        var code_layer = Dense(4, activation: "relu", name: "code_layer")(h_6);

        // decoder
        var h_7 = Dense(8, activation: "relu", name: "hidden_layer_7")(code_layer);
        var h_8 = Dense(16, activation: "relu", name: "hidden_layer_8")(h_7);
        var h_9 = Dense(32, activation: "relu", name: "hidden_layer_9")(h_8);
        var h_10 = Dense(64, activation: "relu", name: "hidden_layer_10")(h_9);
        var h_11 = Dense(128, activation: "relu", name: "hidden_layer_11")(h_10);
        var h_12 = Dense(256, activation: "relu", name: "hidden_layer_12")(h_11);

        // Output Layer
        var output_layer = Dense(784, activation: "sigmoid", name: "output_layer")(h_12);

        var model = new Model(input_layer, output_layer);
        model.Compile(optimizer: "adam", loss: "binary_crossentropy");
        model.Summary();

        return model;
    }

    // Training The Model
    var autoEncoder = AutoEncoder();
    double untrained = autoEncoder.Evaluate(x_test, x_test, verbose: 0);
    var history = autoEncoder.Fit(x_train, x_train, epochs: run.Epochs, cancellationToken: run.Cancellation);

    // Get The Decoded Data (The Final Output)
    var decoded_data = autoEncoder.Predict(x_test);

    // Get The Encoder Part of The Model
    var encoder = new Model(inputs: autoEncoder.Input, outputs: autoEncoder.GetLayer("code_layer").Output);

    // get The Encoded Data (compressed representation of size 2*2)
    var encoded_data = encoder.Predict(x_test);

    // Display The Final Result
    DisplayData(x_test, height: 28, width: 28, title: "original data");
    DisplayData(encoded_data, height: 2, width: 2, title: "encoded data");
    DisplayData(decoded_data, height: 28, width: 28, title: "decoded data");

    run.SaveLossCurve(("loss", history["loss"]));
    run.ExpectLoss(untrained, history["loss"], reached: 0.182);
}
