using NumSharp;
using static Keras.Functional;
using static Keras.Tests.Training.TrainingData;

namespace Keras.Tests.Training;

public class DataCheckTests
{
    private static readonly float[,] X = Numbers(4, 3), Y = Numbers(4, 2);

    private static string Message(Action action) => Assert.ThrowsAny<Exception>(action).Message;

    private static Model Compiled(Model model)
    {
        model.Compile("sgd", "mse");
        return model;
    }

    [Fact]
    public void Compile_forgotten()
    {
        var model = OneOutput();
        Assert.Equal("Model 'one' is not compiled: call Compile first, for example model.Compile(optimizer: \"adam\", loss: \"mse\"), then Fit.", Message(() => model.Fit(X, Y)));
        Assert.Equal("Model 'one' is not compiled: call Compile first, for example model.Compile(optimizer: \"adam\", loss: \"mse\"), then Evaluate.", Message(() => model.Evaluate(X, Y)));
        Assert.Equal("Model 'one' is not compiled: call Compile first, for example model.Compile(optimizer: \"adam\", loss: \"mse\"), then TrainOnBatch.", Message(() => model.TrainOnBatch(X, Y)));
        Assert.Equal("Model 'one' is not compiled: call Compile first, for example model.Compile(optimizer: \"adam\", loss: \"mse\"), then TestOnBatch.", Message(() => model.TestOnBatch(X, Y)));
    }

    [Fact]
    public void Loss_missing()
    {
        var model = OneOutput();
        model.Compile("sgd");
        Assert.Equal("Model 'one' has no loss to compute. Pass a loss to Compile, such as loss: \"mse\".", Message(() => model.Fit(X, Y, verbose: 0)));
    }

    [Fact]
    public void Targets_missing() =>
        Assert.Equal("Model 'one' was compiled with a loss, which compares the outputs with targets, but y was not given. Pass y; to reconstruct the inputs pass x again: Fit(x, x).", Message(() => Compiled(OneOutput()).Fit(X)));

    [Fact]
    public void Sizes_that_do_not_fit() =>
        Assert.Equal("Model 'one': input 'x' expects arrays of shape (None, 3), received float32 (4, 2).", Message(() => OneOutput().Predict(Y)));

    [Fact]
    public void Ranks_that_do_not_fit_with_the_way_to_mend_them()
    {
        Assert.Equal("Model 'one': input 'x' expects arrays of shape (None, 3), received float32 (4, 3, 1, 1). Reshape it: x.reshape(4, 3).", Message(() => OneOutput().Predict(new float[4, 3, 1, 1])));
        Assert.Equal("Model 'one': input 'x' expects arrays of shape (None, 3), received float32 (3,). One sample needs the batch axis, too: x.reshape(1, ...).", Message(() => OneOutput().Predict(new float[3])));
        var images = Input((28, 28), name: "images");
        var model = new Model(images, Dense(1, kernelInitializer: "zeros")(images), "pictures");
        Assert.Equal("Model 'pictures': input 'images' expects arrays of shape (None, 28, 28), received uint8 (5, 784). Reshape it: x.reshape(5, 28, 28).", Message(() => model.Predict(new byte[5, 784])));
    }

    [Fact]
    public void A_last_axis_of_one_is_added_or_dropped_as_in_Keras()
    {
        var x = Input(1);
        var model = new Model(x, Dense(1, kernelInitializer: "zeros")(x));
        Assert.Equal([4, 1], model.Predict(new float[4], verbose: 0).shape);
        Assert.Equal([4, 2], OneOutput().Predict(new float[4, 3, 1], verbose: 0).shape);
    }

    [Fact]
    public void A_single_number_is_no_data() =>
        Assert.Equal("x: expected an array whose first axis counts the samples, received a single number (shape ()).", Message(() => OneOutput().Predict(NDArray.Scalar(3f))));

    [Fact]
    public void Numbers_of_samples_that_differ()
    {
        Assert.Equal("Model 'one': expected the same number of samples in all arrays, received x float32 (4, 3), y float32 (5, 2).", Message(() => Compiled(OneOutput()).Fit(X, new float[5, 2])));
        Assert.Equal("Model 'one': expected the same number of samples in all arrays, received x float32 (4, 3), y float32 (4, 2), sampleWeight float32 (3,).", Message(() => Compiled(OneOutput()).Fit(X, Y, sampleWeight: new float[3])));
    }

    [Fact]
    public void Batches_of_another_size_than_the_input_takes()
    {
        var x = Input(batchShape: (3, 2), name: "x");
        var model = new Model(x, Dense(1, kernelInitializer: "zeros")(x), "fixed");
        Assert.Equal([6, 1], model.Predict(new float[6, 2], batchSize: 3, verbose: 0).shape);
        Assert.Equal("Model 'fixed': input 'x' takes batches of 3 samples, received one of 1. Pass batchSize: 3, and as many samples as it divides.", Message(() => model.Predict(new float[4, 2], batchSize: 3, verbose: 0)));
    }

    [Fact]
    public void No_samples() =>
        Assert.Equal("Model 'one': expected at least one sample, received none: x float32 (0, 3).", Message(() => OneOutput().Predict(new float[0, 3])));

    [Fact]
    public void Numbers_of_arrays_and_their_names()
    {
        Assert.Equal("x: expected 1 array(s) for model 'one', one for each input (x), received 2: [float32 (4, 3), float32 (4, 2)].", Message(() => OneOutput().Predict([X, Y])));
        Assert.Equal("x: model 'one' has no input 'xx'. Did you mean 'x'? Known: x.", Message(() => OneOutput().Predict(new Dictionary<string, ArrayLike> { ["xx"] = X })));
        Assert.Equal("y: expected 2 array(s) for model 'two', one for each output (a, b), received 1: float32 (4, 2).", Message(() => Compiled(TwoOutputs()).Fit(X, Y)));
        Assert.Equal("y: no array was given for the output 'b' of model 'two'. Expected a, b; received a.", Message(() => Compiled(TwoOutputs()).Fit(X, new Dictionary<string, ArrayLike> { ["a"] = Y })));
    }

    [Fact]
    public void Data_by_name_come_into_the_models_order()
    {
        var (byPosition, byName) = (Compiled(TwoOutputs()), Compiled(TwoOutputs()));
        byPosition.Fit(X, [Y, new float[4]], verbose: 0, shuffle: false);
        byName.Fit(new Dictionary<string, ArrayLike> { ["x"] = X }, new Dictionary<string, ArrayLike> { ["b"] = new float[4], ["a"] = Y }, verbose: 0, shuffle: false);
        Assert.Equal(Weights(byPosition), Weights(byName));
    }

    [Fact]
    public void Targets_that_do_not_fit_the_output()
    {
        Assert.Equal("Model 'one', output 'y': MeanSquaredError: expected targets of the predictions' shape (4, 2), received (4, 3).", Message(() => Compiled(OneOutput()).Fit(X, X, verbose: 0)));
        Assert.Equal("Model 'one', output 'y': MeanSquaredError: expected targets of the predictions' shape (4, 2), received (4,). For class numbers use a sparse loss, or Utils.ToCategorical.", Message(() => Compiled(OneOutput()).Fit(X, new float[4], verbose: 0)));
    }

    [Theory]
    [InlineData("sparse_categorical_crossentropy", 2, 1)]
    [InlineData("sparse_categorical_crossentropy", -1, 3)]
    [InlineData("crossentropy", 7, 0)]
    public void Labels_out_of_range(string loss, int label, int at)
    {
        var model = OneOutput();
        model.Compile("sgd", loss);
        var labels = new int[4];
        labels[at] = label;
        Assert.Equal($"Model 'one', output 'y': expected class numbers from 0 to 1, received {label} in the targets of sample {at}.", Message(() => model.Fit(X, labels)));
    }

    [Fact]
    public void Sample_weights_for_several_outputs()
    {
        var model = Compiled(TwoOutputs());
        Assert.Equal("sampleWeight: for the 2 outputs of model 'two' expected one number a sample, of shape (4,), or one array an output; received float32 (4, 2).", Message(() => model.Fit(X, [Y, new float[4]], sampleWeight: Y)));
        Assert.Equal("classWeight is for models with a single output and its targets; model 'two' has 2 output(s). Pass sampleWeight, one array an output.", Message(() => model.Fit(X, [Y, new float[4]], classWeight: new Dictionary<int, double>())));
        Assert.Equal("sampleWeight and classWeight were both given; expected one of them. Multiply the class's weight into the sample weights.", Message(() => Compiled(OneOutput()).Fit(X, Y, sampleWeight: new float[4], classWeight: new Dictionary<int, double>())));
    }

    [Fact]
    public void Arguments_out_of_range()
    {
        var model = Compiled(OneOutput());
        Assert.Equal("batchSize: expected 1 or more, received 0. (Parameter 'batchSize')", Message(() => model.Fit(X, Y, batchSize: 0)));
        Assert.Equal("stepsPerEpoch: expected 1 or more, received -1. (Parameter 'stepsPerEpoch')", Message(() => model.Fit(X, Y, stepsPerEpoch: -1)));
        Assert.Equal("Fit: expected epochs and initialEpoch of 0 or more, received -1 and 0.", Message(() => model.Fit(X, Y, epochs: -1)));
        Assert.Equal("Fit: expected validationFreq of 1 or more, received 0.", Message(() => model.Fit(X, Y, validationFreq: 0)));
        Assert.Equal("validationSplit: expected a share between 0 and 1, received 1.", Message(() => model.Fit(X, Y, validationSplit: 1)));
        Assert.Equal("validationSplit: 4 sample(s) cannot be cut by 0.9 into samples to train on and samples to validate on. Pass more data, or another share.", Message(() => model.Fit(X, Y, validationSplit: 0.9)));
        Assert.Equal("verbose: expected \"auto\", 0 (silent), 1 (progress bar) or 2 (one line an epoch), received 3.", Message(() => model.Fit(X, Y, verbose: 3)));
        Assert.Equal("verbose: expected \"auto\", 0 (silent), 1 (progress bar) or 2 (one line an epoch), received \"loud\".", Message(() => model.Fit(X, Y, verbose: "loud")));
        Assert.Equal("callbacks: one of them is null.", Message(() => model.Fit(X, Y, callbacks: [null!])));
    }

    [Fact]
    public void Batches_that_are_no_tuples_of_arrays()
    {
        var model = Compiled(OneOutput());
        Assert.Equal("A batch is expected as (x, y) or (x, y, sampleWeight); received a tuple of 4.", Message(() => model.Fit(new[] { (X, Y, 1, 2) }, verbose: 0)));
        Assert.Equal("A batch is expected to be a tuple of arrays; received String at place 1.", Message(() => model.Fit(new[] { (X, "y") }, verbose: 0)));
    }

    [Fact]
    public void Predict_of_several_outputs_names_PredictAll()
    {
        Assert.Equal("Model 'two' has 2 outputs (a, b); Predict returns one array. Call PredictAll, which returns them by position and by name.", Message(() => TwoOutputs().Predict(X)));
        var predictions = TwoOutputs().PredictAll(X, verbose: 0);
        var (a, b) = predictions;
        Assert.Equal([4, 2], a.shape);
        Assert.Same(b, predictions["b"]);
        Assert.Equal("There is no output 'c'. Did you mean 'a'? Known: a, b.", Message(() => _ = predictions["c"]));
    }
}
