using Loss = Keras.Losses.Loss;
using MeanSquaredError = Keras.Losses.MeanSquaredError;
using Keras.Metrics;
using Keras.Optimizers;
using static Keras.Functional;
using static Keras.Tests.Training.TrainingData;

namespace Keras.Tests.Training;

[Collection(nameof(Alone))]
public class CompileTests
{
    private static readonly float[,] X = Numbers(8, 3), A = Numbers(8, 2);
    private static readonly float[] B = new float[8];

    private static string Message(Action action) => Assert.ThrowsAny<Exception>(action).Message;

    private static Logs Logs(LossArgument loss, LossWeights? lossWeights = null, MetricsArgument? metrics = null, MetricsArgument? weightedMetrics = null)
    {
        var model = TwoOutputs();
        model.Compile("sgd", loss, lossWeights, metrics, weightedMetrics);
        return model.TestOnBatch(X, [A, B]);
    }

    [Fact]
    public void Losses_as_one_list_and_dictionary_are_the_same()
    {
        var one = Logs("mse");
        Assert.Equal(["loss", "a_loss", "b_loss"], one.Names);
        Assert.Equal(one, Logs(["mse", new MeanSquaredError()]));
        Assert.Equal(one, Logs(new Dictionary<string, Loss> { ["b"] = "mse", ["a"] = new MeanSquaredError() }));
        Assert.Equal(one, Logs(new Dictionary<string, string> { ["b"] = "mse", ["a"] = "mse" }));
    }

    [Fact]
    public void Loss_weights_change_the_sum_and_not_the_outputs_losses()
    {
        var plain = Logs("mse");
        foreach (var weighted in new[] { Logs(["mse", "mse"], [0.5, 2]), Logs("mse", new Dictionary<string, double> { ["b"] = 2, ["a"] = 0.5 }) })
        {
            Assert.Equal(plain["a_loss"], weighted["a_loss"]);
            Assert.Equal(0.5 * plain["a_loss"] + 2 * plain["b_loss"], weighted["loss"], 1e-6);
        }
        Assert.Equal(3 * plain["loss"], Logs("mse", 3.0)["loss"], 1e-6);
    }

    [Fact]
    public void An_output_without_a_loss_needs_no_targets()
    {
        var model = TwoOutputs();
        model.Compile("sgd", ["mse", null]);
        Assert.Equal(["loss"], model.TestOnBatch(X, A).Names);
    }

    [Fact]
    public void Metrics_are_named_by_output()
    {
        Assert.Equal(["loss", "a_loss", "b_loss", "a_mae", "a_mse", "b_mae"], Logs("mse", metrics: [["mse", "mae"], ["mae"]]).Names);
        Assert.Equal(["loss", "a_loss", "b_loss", "b_mae"], Logs("mse", metrics: new Dictionary<string, MetricsArgument> { ["b"] = ["mae"] }).Names);
        Assert.Equal(["loss", "a_loss", "b_loss", "a_mae", "b_mse"], Logs("mse", metrics: ["mae", "mse"]).Names);
    }

    [Fact]
    public void Metrics_of_one_output_keep_their_order_and_equal_names_are_told_apart()
    {
        var model = OneOutput();
        model.Compile("sgd", "mse", metrics: ["mse", "mae", "mae"], weightedMetrics: ["mae", new MeanAbsoluteError("mae"), "mse"]);
        Assert.Equal(["loss", "mse", "mae", "mae_1", "weighted_mae", "weighted_mae_1", "weighted_mse"], model.TestOnBatch(X, A).Names);
    }

    [Fact]
    public void Numbers_and_names_that_do_not_fit_the_outputs()
    {
        Assert.Equal("loss: model 'two' has 2 output(s) (a, b); expected as many losses, or one for all, received 3.", Message(() => Logs(["mse", "mse", "mse"])));
        Assert.Equal("loss: model 'two' has no output 'aa'. Did you mean 'a'? Known: a, b.", Message(() => Logs(new Dictionary<string, Loss> { ["aa"] = "mse", ["b"] = "mse" })));
        Assert.Equal("loss: expected an entry for every output of model 'two' (a, b), received none for b.", Message(() => Logs(new Dictionary<string, Loss> { ["a"] = "mse" })));
        Assert.Equal("loss: expected one loss an output, received a list within a list.", Message(() => Logs([["mse"], ["mse"]])));
        Assert.Equal("lossWeights: model 'two' has 2 output(s) (a, b); expected as many weights, received 1.", Message(() => Logs("mse", [1])));
        Assert.Equal("metrics: model 'two' has 2 outputs (a, b); expected one metric or list of metrics for each, [[\"mae\"], [\"accuracy\"]], or a dictionary by their names, received 1.", Message(() => Logs("mse", metrics: ["mae"])));
        Assert.Equal("weightedMetrics: model 'two' has no output 'c'. Did you mean 'a'? Known: a, b.", Message(() => Logs("mse", weightedMetrics: new Dictionary<string, string> { ["c"] = "mae" })));
        Assert.Equal("Compile: expected stepsPerExecution of 1 or more, received 0. (Parameter 'stepsPerExecution')", Message(() => OneOutput().Compile(stepsPerExecution: 0)));
    }

    [Fact]
    public void Unknown_names_are_told_when_compiling()
    {
        Assert.Contains("Unknown loss 'mean_squared_eror'. Did you mean 'MeanSquaredError'?", Message(() => OneOutput().Compile("sgd", "mean_squared_eror")));
        Assert.Contains("Did you mean", Message(() => OneOutput().Compile("addam", "mse")));
        Assert.Contains("Did you mean", Message(() => OneOutput().Compile("sgd", "mse", metrics: ["acuracy"])));
    }

    [Fact]
    public void The_default_optimizer_is_rmsprop()
    {
        var model = OneOutput();
        model.Compile(loss: "mse");
        Assert.Equal("RMSprop", model.Optimizer.GetType().Name);
    }

    [Fact]
    public void A_failed_compile_leaves_the_former_one()
    {
        var model = OneOutput();
        model.Compile("sgd", "mse");
        Assert.ThrowsAny<ArgumentException>(() => model.Compile("sgd", ["mse", "mse"]));
        Assert.True(double.IsFinite(model.TrainOnBatch(X, A)));
    }

    [Fact]
    public void Trainable_changed_after_compiling_is_warned_of_once()
    {
        var model = OneOutput();
        model.Compile("sgd", "mse");
        model.GetLayer("y").Trainable = false;
        string errors = ErrorsOf(() =>
        {
            model.Fit(X, A, verbose: 0);
            model.Fit(X, A, verbose: 0);
        });
        Assert.Equal($"Warning: Model 'one': Trainable was changed after Compile (y). Call Compile again, so that the change takes effect.{Environment.NewLine}", errors);
        Assert.Contains(Weights(model), weight => weight != 0);
    }

    [Fact]
    public void A_model_without_trainable_weights_is_warned_of_and_stays_as_it_is()
    {
        var model = OneOutput();
        model.Trainable = false;
        model.Compile("sgd", "mse");
        Assert.Equal($"Warning: Model 'one' has no trainable weights: training changes nothing.{Environment.NewLine}", ErrorsOf(() => model.Fit(X, A, verbose: 0)));
        Assert.All(Weights(model), weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void A_loss_that_depends_on_no_weight_is_refused_and_on_few_is_warned_of()
    {
        var x = Input(3, name: "x");
        var model = new Model(x, [x * 2.0, Dense(1, kernelInitializer: "zeros", name: "b")(x)], "half");
        model.Compile("sgd", ["mse", null]);
        Assert.Equal("Model 'half': the loss depends on none of the 2 trainable weights, so there is nothing to learn. Check that the outputs with a loss are made by layers with weights.", Message(() => model.Fit(X, X, verbose: 0)));

        var two = TwoOutputs();
        two.Compile("sgd", ["mse", null]);
        Assert.Equal($"Warning: Model 'two': the loss does not depend on 2 of the 4 trainable weights; training leaves them.{Environment.NewLine}", ErrorsOf(() => two.Fit(X, A, batchSize: 5, verbose: 0)));
    }

    [Fact]
    public void Crossentropy_is_chosen_by_the_shapes()
    {
        double Loss(string name, string activation, int units, ArrayLike targets)
        {
            var x = Input(3);
            var model = new Model(x, Dense(units, activation, kernelInitializer: new Keras.Initializers.GlorotUniform(1))(x));
            model.Compile("sgd", name);
            return model.TestOnBatch(X, targets);
        }
        var (one_hot, labels) = (new float[8, 2], new int[8]);
        for (int i = 0; i < 8; i++) (one_hot[i, i % 2], labels[i]) = (1, i % 2);
        Assert.Equal(Loss("categorical_crossentropy", "softmax", 2, one_hot), Loss("crossentropy", "softmax", 2, one_hot));
        Assert.Equal(Loss("sparse_categorical_crossentropy", "softmax", 2, labels), Loss("ce", "softmax", 2, labels));
        Assert.Equal(Loss("binary_crossentropy", "sigmoid", 1, labels), Loss("crossentropy", "sigmoid", 1, labels));
    }

    [Fact]
    public void What_a_model_was_compiled_with_is_part_of_its_configuration()
    {
        var model = TwoOutputs();
        model.Compile("adam", new Dictionary<string, Loss> { ["a"] = "mse", ["b"] = new MeanSquaredError("sum") }, [0.5, 2], new Dictionary<string, MetricsArgument> { ["b"] = ["mae", new MeanAbsoluteError("mine")] }, stepsPerExecution: 2);
        string json = model.ToJson();
        var again = Model.FromJson(json);
        Assert.Equal(json, again.ToJson());
        Assert.Equal(["loss", "a_loss", "b_loss", "b_mae", "b_mine"], again.TestOnBatch(X, [A, B]).Names);
        Assert.Contains("\"compile_config\":{}", TwoOutputs().ToJson());

        // Python reads weights as floats, and metrics as lists or dictionaries.
        model = OneOutput();
        model.Compile("sgd", "mse", lossWeights: 2, metrics: "mae", weightedMetrics: new MeanAbsoluteError());
        json = model.ToJson();
        Assert.Contains("\"loss_weights\":2.0,\"metrics\":[\"mae\"],\"weighted_metrics\":[{", json);
        Assert.Equal(json, Model.FromJson(json).ToJson());
    }

    [Fact]
    public void A_chain_that_grew_after_compiling_is_to_be_compiled_again()
    {
        var model = new Sequential([Input(3), Dense(2, kernelInitializer: "zeros")], "chain");
        model.Compile("sgd", "mse");
        model.Add(Dense(2, kernelInitializer: "zeros"));
        Assert.Equal("Model 'chain' has other layers than when it was compiled. Call Compile again.", Message(() => model.TrainOnBatch(X, A)));
        model.Compile("sgd", "mse");
        Assert.Equal(4, model.Weights.Count);
        Assert.True(double.IsFinite(model.TrainOnBatch(X, A)));
    }

    [Fact]
    public void A_loss_that_is_not_reduced_is_logged_as_mean_and_trained_as_sum()
    {
        (double Loss, float[] Weights) Train(string reduction)
        {
            var model = OneOutput();
            model.Compile(new SGD(0.01), new MeanSquaredError(reduction));
            double loss = model.TrainOnBatch(X, A);
            return (loss, Weights(model));
        }
        Assert.Equal(Train("sum_over_batch_size").Loss, Train("none").Loss, 1e-6);
        Assert.Equal(Train("sum").Weights, Train("none").Weights);
    }

    [Fact]
    public void TrainOnBatch_gives_the_outputs_of_the_weights_before_the_step()
    {
        var model = OneOutput();
        model.Compile("sgd", "mse");
        model.TrainOnBatch(X, A);
        var before = Core.NDArrays.Elements<float>(model.Predict(X, verbose: 0)).ToArray();
        double loss = model.TrainOnBatch(X, A, out var outputs);
        Assert.Equal(before, Core.NDArrays.Elements<float>(outputs).ToArray());
        Assert.NotEqual(before, Core.NDArrays.Elements<float>(model.PredictOnBatch(X)).ToArray());
        Assert.True(model.TestOnBatch(X, A) < loss);
        Assert.Equal("Model 'two' has 2 outputs (a, b); this form of TrainOnBatch returns one array. Call PredictAll before the step, which returns them by position and by name.",
            Message(() => { var two = TwoOutputs(); two.Compile("sgd", "mse"); two.TrainOnBatch(X, [A, B], out _); }));
    }

}
