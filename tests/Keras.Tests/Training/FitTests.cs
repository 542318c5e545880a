using Keras.Callbacks;
using Keras.Optimizers;
using Keras.Torch;
using static Keras.Functional;
using static Keras.Tests.Training.TrainingData;

namespace Keras.Tests.Training;

[Collection(nameof(Alone))]
public class FitTests
{
    private static readonly float[,] X = Numbers(20, 3), Y = Numbers(20, 2, seed: 2);

    private static Model Compiled(int stepsPerExecution = 1)
    {
        var model = OneOutput();
        model.Compile(new SGD(0.1), "mse", metrics: ["mae"], stepsPerExecution: stepsPerExecution);
        return model;
    }

    [Fact]
    public void Steps_are_those_of_gradient_descent_with_the_last_batch_short()
    {
        var model = Compiled();
        model.Fit(X, Y, batchSize: 8, epochs: 2, shuffle: false, verbose: 0);

        var expected = new double[8];
        for (int step = 0; step < 6; step++)
        {
            int start = step % 3 * 8, count = Math.Min(8, 20 - start);
            var gradient = new double[8];
            for (int row = start; row < start + count; row++)
            {
                for (int unit = 0; unit < 2; unit++)
                {
                    double error = expected[6 + unit] - Y[row, unit];
                    for (int i = 0; i < 3; i++) error += X[row, i] * expected[i * 2 + unit];
                    for (int i = 0; i < 3; i++) gradient[i * 2 + unit] += 2 * error * X[row, i] / (2 * count);
                    gradient[6 + unit] += 2 * error / (2 * count);
                }
            }
            for (int i = 0; i < 8; i++) expected[i] -= 0.1 * gradient[i];
        }
        var actual = Weights(model);
        for (int i = 0; i < 8; i++) Assert.Equal(expected[i], actual[i], 1e-6);
    }

    [Fact]
    public void History_holds_the_epochs_values_in_the_order_of_their_names()
    {
        var model = Compiled();
        var history = model.Fit(X, Y, batchSize: 8, epochs: 3, verbose: 0, validationData: (X, Y), validationFreq: 2);

        Assert.Equal(["loss", "mae", "val_loss", "val_mae"], history.Keys);
        Assert.Equal([0, 1, 2], history.Epoch);
        Assert.Equal(3, history["loss"].Count);
        Assert.Single(history["val_loss"]);
        Assert.True(history["loss"][2] < history["loss"][0]);
        Assert.Same(history, model.History);
        Assert.Equal(model.Evaluate(X, Y, verbose: 0)["mae"], model.Evaluate(X, Y, verbose: 0, batchSize: 3)["mae"], 1e-6);
    }

    [Fact]
    public void Callbacks_are_called_in_Keras_order_with_logs_by_name()
    {
        var recorder = new Recorder();
        Compiled().Fit(X, Y, batchSize: 10, epochs: 1, verbose: 0, callbacks: [recorder], validationData: (X, Y), validationBatchSize: 20);

        Assert.Equal(
            [
                "train begin", "epoch 0 begin", "train 0 begin", "train 0 end loss,mae", "train 1 begin", "train 1 end loss,mae",
                "test begin", "test 0 begin", "test 0 end loss,mae", "test end loss,mae",
                "epoch 0 end loss,mae,val_loss,val_mae", "train end loss,mae,val_loss,val_mae",
            ],
            recorder.Calls);
        Assert.NotEqual(recorder.BatchLogs[0]["loss"], recorder.BatchLogs[1]["loss"]);
    }

    [Fact]
    public void Evaluate_and_Predict_call_back()
    {
        var model = Compiled();
        var recorder = new Recorder();
        model.Evaluate(X, Y, batchSize: 20, verbose: 0, callbacks: [recorder]);
        model.Predict(X, verbose: 0, callbacks: [recorder]);

        Assert.Equal(["test begin", "test 0 begin", "test 0 end loss,mae", "test end loss,mae", "predict begin", "predict 0 begin", "predict 0 end", "predict end"], recorder.Calls);
    }

    [Fact]
    public void What_a_callback_adds_to_an_epochs_logs_is_recorded()
    {
        var adds = new LambdaCallback(onEpochEnd: (epoch, logs) => logs["epoch_number"] = epoch);
        var history = Compiled().Fit(X, Y, epochs: 2, verbose: 0, callbacks: [adds]);
        Assert.Equal(["loss", "mae", "epoch_number"], history.Keys);
        Assert.Equal([0.0, 1.0], history["epoch_number"]);
    }

    [Fact]
    public void Callbacks_know_model_epochs_and_steps()
    {
        var model = Compiled();
        var recorder = new Recorder();
        model.Fit(X, Y, batchSize: 8, epochs: 2, verbose: 0, callbacks: [recorder]);
        Assert.Same(model, recorder.Model);
        Assert.Equal(new CallbackParams(0, 2, 3), recorder.Params);
    }

    [Fact]
    public void A_callback_without_a_model_says_where_it_gets_one()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Recorder().Model);
        Assert.Equal("Recorder has no model yet; it gets one when it is passed to Fit, Evaluate or Predict.", error.Message);
    }

    [Fact]
    public void Steps_an_epoch_go_on_where_the_last_epoch_stopped()
    {
        var recorder = new Recorder();
        string errors = ErrorsOf(() => Compiled().Fit(X, Y, batchSize: 4, epochs: 3, stepsPerEpoch: 3, verbose: 0, callbacks: [recorder]));

        // Five batches: three in the first epoch, the other two in the second, which ends short; the third begins anew.
        Assert.Equal([0, 1, 2, 0, 1, 0, 1, 2], recorder.Calls.Where(call => call.StartsWith("train") && call.Contains("end loss")).SkipLast(1).Select(call => int.Parse(call.Split(' ')[1])));
        Assert.Equal($"Warning: The data ended after 2 of 3 steps of an epoch; the epoch ends here, and the next one begins with the first batch. Pass fewer stepsPerEpoch, or more data.{Environment.NewLine}", errors);
    }

    [Fact]
    public void Steps_an_epoch_without_a_batch_size_make_one_pass()
    {
        var recorder = new Recorder();
        Compiled().Fit(X, Y, stepsPerEpoch: 3, verbose: 0, callbacks: [recorder]);
        Assert.Equal(3, recorder.BatchLogs.Count);
    }

    [Fact]
    public void Several_steps_an_execution_change_the_calls_and_no_numbers()
    {
        var (one, three) = (Compiled(), Compiled(stepsPerExecution: 3));
        var recorder = new Recorder();
        one.Fit(X, Y, batchSize: 4, shuffle: false, verbose: 0);
        three.Fit(X, Y, batchSize: 4, shuffle: false, verbose: 0, callbacks: [recorder]);

        Assert.Equal(Weights(one), Weights(three));
        Assert.Equal(["train 0 begin", "train 2 end loss,mae", "train 3 begin", "train 5 end loss,mae"], recorder.Calls.Where(call => call.StartsWith("train ") && char.IsDigit(call[6])));
    }

    [Fact]
    public void The_validation_split_takes_the_last_samples_before_shuffling()
    {
        var model = Compiled();
        var history = model.Fit(X, Y, batchSize: 5, validationSplit: 0.25, verbose: 0);
        var last = (Numbers: new float[5, 3], Targets: new float[5, 2]);
        Array.Copy(X, 45, last.Numbers, 0, 15);
        Array.Copy(Y, 30, last.Targets, 0, 10);
        Assert.Equal(model.Evaluate(last.Numbers, last.Targets, verbose: 0), history["val_loss"][0], 1e-6);
    }

    [Fact]
    public void The_same_seed_shuffles_the_same_and_another_one_otherwise()
    {
        float[] Trained(int seed, bool shuffle = true)
        {
            var model = Compiled();
            Utils.SetRandomSeed(seed);
            model.Fit(X, Y, batchSize: 4, epochs: 2, verbose: 0, shuffle: shuffle);
            return Weights(model);
        }
        Assert.Equal(Trained(1), Trained(1));
        Assert.NotEqual(Trained(1), Trained(2));
        Assert.NotEqual(Trained(1), Trained(1, shuffle: false));
    }

    [Fact]
    public void Each_epoch_takes_one_permutation_of_the_global_generator()
    {
        Utils.SetRandomSeed(7);
        Core.GlobalSeed.Permutation(20);
        Core.GlobalSeed.Permutation(20);
        var third = Core.GlobalSeed.Permutation(20);
        Utils.SetRandomSeed(7);
        Compiled().Fit(X, Y, batchSize: 4, epochs: 2, verbose: 0, validationData: (X, Y));
        Assert.Equal(third, Core.GlobalSeed.Permutation(20));
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_one_short_batch()
    {
        var (large, whole) = (Compiled(), Compiled());
        large.Fit(X, Y, batchSize: 1000, shuffle: false, verbose: 0);
        whole.Fit(X, Y, batchSize: 20, shuffle: false, verbose: 0);
        Assert.Equal(Weights(whole), Weights(large));
    }

    [Fact]
    public void Sample_weights_and_class_weights_weigh_the_loss()
    {
        var x = Input(3, name: "x");
        Model Build() { var model = new Model(x, Dense(1, kernelInitializer: "zeros")(x)); model.Compile(new SGD(0.1), "mse"); return model; }
        var labels = new int[20];
        var weights = new float[20];
        for (int i = 0; i < 20; i++) (labels[i], weights[i]) = (i % 3, new[] { 1f, 3f, 0.5f }[i % 3]);
        var (bySample, byClass, plain) = (Build(), Build(), Build());
        bySample.Fit(X, labels, sampleWeight: weights, shuffle: false, verbose: 0);
        byClass.Fit(X, labels, classWeight: new Dictionary<int, double> { [1] = 3, [2] = 0.5 }, shuffle: false, verbose: 0);
        plain.Fit(X, labels, shuffle: false, verbose: 0);
        Assert.Equal(Weights(bySample), Weights(byClass));
        Assert.NotEqual(Weights(plain), Weights(byClass));

        // Validation does not weigh classes.
        var split = byClass.Fit(X, labels, classWeight: new Dictionary<int, double> { [1] = 3 }, validationSplit: 0.5, verbose: 0);
        var (x_last, labels_last) = (new float[10, 3], labels[10..]);
        Array.Copy(X, 30, x_last, 0, 30);
        Assert.Equal(byClass.Evaluate(x_last, labels_last, verbose: 0), split["val_loss"][0], 1e-6);
    }

    [Fact]
    public void Sequences_of_batches_train_as_arrays_do()
    {
        var (arrays, sequence) = (Compiled(), Compiled());
        IEnumerable<(float[,], float[,])> Batches()
        {
            for (int start = 0; start < 20; start += 8)
            {
                int count = Math.Min(8, 20 - start);
                var (x, y) = (new float[count, 3], new float[count, 2]);
                Array.Copy(X, start * 3, x, 0, count * 3);
                Array.Copy(Y, start * 2, y, 0, count * 2);
                yield return (x, y);
            }
        }
        var expected = arrays.Fit(X, Y, batchSize: 8, epochs: 2, shuffle: false, verbose: 0, validationData: (X, Y));
        var actual = sequence.Fit(Batches(), epochs: 2, verbose: 0, validationData: (X, Y), validationBatchSize: 8);
        Assert.Equal(Weights(arrays), Weights(sequence));
        Assert.Equal(expected["val_loss"], actual["val_loss"]);
        Assert.Equal((double)arrays.Evaluate(X, Y, batchSize: 8, verbose: 0), sequence.Evaluate(Batches(), verbose: 0));
        Assert.Equal(Core.NDArrays.Elements<float>(arrays.Predict(X, verbose: 0)).ToArray(), Core.NDArrays.Elements<float>(sequence.Predict(Batches(), verbose: 0)).ToArray());
    }

    [Fact]
    public void A_sequence_without_batches_is_an_error()
    {
        const string Message = "The sequence of batches gave none in pass 1. Expected at least one, such as (x, y), each time it is gone through: every epoch does so anew.";
        var none = Array.Empty<(float[,], float[,])>();
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Compiled().Fit(none, verbose: 0)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Compiled().Evaluate(none, verbose: 0)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Compiled().Predict(none, verbose: 0)).Message);

        // One that can be gone through once only.
        var queue = new Queue<(float[,], float[,])>([(X, Y)]);
        IEnumerable<(float[,], float[,])> Once()
        {
            while (queue.TryDequeue(out var batch))
            {
                yield return batch;
            }
        }
        var model = Compiled();
        Assert.StartsWith("The sequence of batches gave none in pass 2.", Assert.Throws<ArgumentException>(() => model.Fit(Once(), epochs: 2, verbose: 0)).Message);
        Assert.Single(model.History!.Epoch);
    }

    [Fact]
    public void A_DataLoader_is_a_sequence_of_batches()
    {
        var (arrays, loader) = (Compiled(), Compiled());
        var recorder = new Recorder();
        arrays.Fit(X, Y, batchSize: 8, epochs: 2, shuffle: false, verbose: 0);
        loader.Fit(new DataLoader((X, Y), batchSize: 8), epochs: 2, verbose: 0, callbacks: [recorder]);
        Assert.Equal(Weights(arrays), Weights(loader));
        Assert.Equal(3, recorder.Params.Steps);
    }

    [Fact]
    public void A_cancelled_fit_ends_after_the_running_batch_and_leaves_the_model_usable()
    {
        var model = Compiled();
        using var source = new CancellationTokenSource();
        var recorder = new Recorder();
        var cancels = new LambdaCallback(onTrainBatchEnd: (batch, _) => { if (batch == 1 && model.History!.Epoch.Count == 1) source.Cancel(); });

        Assert.Throws<OperationCanceledException>(() => model.Fit(X, Y, batchSize: 4, epochs: 5, verbose: 0, callbacks: [cancels, recorder], cancellationToken: source.Token));

        Assert.Equal("train 1 end loss,mae", recorder.Calls[^1]);
        Assert.Equal([0], model.History!.Epoch);
        Assert.Single(model.History["loss"]);
        Assert.True(double.IsFinite(model.Evaluate(X, Y, verbose: 0)));
        Assert.Equal([0, 1], model.Fit(X, Y, epochs: 2, verbose: 0).Epoch);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_trains_nothing()
    {
        var model = Compiled();
        Assert.Throws<OperationCanceledException>(() => model.Fit(X, Y, verbose: 0, cancellationToken: new(canceled: true)));
        Assert.All(Weights(model), weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void Evaluate_and_Predict_end_after_the_running_step_when_cancelled()
    {
        var model = Compiled();
        foreach (var run in (Action<Recorder, CancellationToken>[])[
            (recorder, token) => model.Evaluate(X, Y, batchSize: 4, verbose: 0, callbacks: [recorder], cancellationToken: token),
            (recorder, token) => model.Predict(X, batchSize: 4, verbose: 0, callbacks: [recorder], cancellationToken: token)])
        {
            var recorder = new Recorder();
            Assert.Throws<OperationCanceledException>(() => run(recorder, new(canceled: true)));
            Assert.Equal(3, recorder.Calls.Count);
        }
    }

    [Fact]
    public void StopTraining_ends_after_the_running_step_and_the_epoch_is_recorded()
    {
        var model = Compiled();
        var stops = new LambdaCallback(onTrainBatchEnd: (batch, _) => model.StopTraining = batch == 1);
        var recorder = new Recorder();
        var history = model.Fit(X, Y, batchSize: 4, epochs: 5, verbose: 0, callbacks: [stops, recorder]);
        Assert.Equal([0], history.Epoch);
        Assert.Equal(2, recorder.BatchLogs.Count);
        Assert.Equal("train end loss,mae", recorder.Calls[^1]);
    }

    [Fact]
    public void An_exception_of_a_callback_comes_out_as_itself()
    {
        var model = Compiled();
        var fails = new LambdaCallback(onEpochEnd: (_, _) => throw new FormatException("mine"));
        Assert.Equal("mine", Assert.Throws<FormatException>(() => model.Fit(X, Y, verbose: 0, callbacks: [fails])).Message);
        Assert.True(double.IsFinite(model.Evaluate(X, Y, verbose: 0)));
    }

    [Fact]
    public void NaN_in_the_data_trains_on_with_one_warning_that_says_where()
    {
        var model = Compiled();
        var x = (float[,])X.Clone();
        x[6, 2] = float.NaN;
        x[9, 0] = float.NaN;
        History? history = null;
        string errors = ErrorsOf(() => history = model.Fit(x, Y, batchSize: 4, epochs: 2, verbose: 0));
        Assert.True(double.IsNaN(history!["loss"][1]));
        Assert.Equal($"Warning: Model 'one': the loss is NaN because the data hold NaN: input 'x' (first at sample 6, element (2,)). Training goes on; TerminateOnNaN() would end it.{Environment.NewLine}", errors);
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first()
    {
        long Allocated(int samples)
        {
            var (x, y) = (Numbers(samples, 3), Numbers(samples, 2));
            var model = Compiled();
            model.Fit(x, y, batchSize: 8, shuffle: false, verbose: 0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Fit(x, y, batchSize: 8, shuffle: false, verbose: 0);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        // The least of several: code that is not optimised yet boxes where optimised code does not.
        long Least(int samples) => Enumerable.Range(0, 5).Min(_ => Allocated(samples));
        // The order of the samples is all that grows: four bytes each.
        Assert.InRange(Least(880) - Least(80), 0, 800 * 4);
    }

    [Fact]
    public void An_unbuilt_chain_learns_its_input_from_the_data()
    {
        var model = new Sequential([Dense(2, kernelInitializer: "zeros")]);
        model.Compile("sgd", "mse");
        model.Fit(X, Y, epochs: 2, verbose: 0);
        Assert.Equal("(None, 3)", model.Input.Shape.ToString());
        Assert.Equal([20, 2], model.Predict(X, verbose: 0).shape);
    }
}
