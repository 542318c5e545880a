using Keras.Callbacks;
using Keras.Optimizers;
using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Tests.Training;

/// <summary>After a step on one batch weights and optimizer state stay in Python until somebody reaches for them; nobody ever sees old ones.</summary>
public class LentWeightsTests : TrainingTest
{
    [Fact]
    public void WhatWasNotReachedForIsNotFetched()
    {
        Backend.Use("jax");
        var model = Compiled();
        Step(model);
        Step(model);
        Assert.All(model.Weights, weight => Assert.NotNull(weight.State.Guard));
        Assert.Equal(2, model.Optimizer.Iterations);
        Assert.All(model.Weights, weight => Assert.NotNull(weight.State.Guard));
        _ = model.GetWeights();
        Assert.All(model.Weights, weight => Assert.Null(weight.State.Guard));
        Step(model);
        Assert.All(model.Weights, weight => Assert.NotNull(weight.State.Guard));
    }

    [Fact]
    public void StepsAreTheSameToTheBitWhetherWeightsAreLookedAtOrNot()
    {
        Backend.Use("jax");
        double[] unseen = After(6, (_, _) => { });
        Assert.Equal(unseen, After(6, (model, _) => State(model)));
        Assert.Equal(unseen, After(6, (model, step) => model.Layers[1 + step % 2].GetWeights()));
        Assert.Equal(unseen, After(6, (model, _) => model.SetWeights(model.GetWeights())));
        Assert.Equal(unseen, After(6, (model, _) => Task.Run(() => State(model)).Wait()));
    }

    [Fact]
    public void GoingToTheEngineAndBackChangesNothing()
    {
        Backend.Use("jax");
        double[] straight = After(6, (_, _) => { });
        var predictions = new List<double>();
        double[] around = After(6, (model, _) =>
        {
            Backend.Use("native");
            // The first to reach for the weights is a plan of the engine.
            predictions.AddRange(Values(model.Predict(X, verbose: 0)));
            Backend.Use("jax");
            predictions.AddRange(Values(model.PredictOnBatch(X)));
        });
        Assert.Equal(straight, around);
        AssertNear(predictions.Chunk((int)X.shape[0] * 2).Where((_, i) => i % 2 == 0).SelectMany(part => part), predictions.Chunk((int)X.shape[0] * 2).Where((_, i) => i % 2 == 1).SelectMany(part => part));
    }

    [Fact]
    public void StepsMayAlternateWithTheEngines()
    {
        Backend.Use("native");
        double[] expected = After(7, (_, _) => { });
        double[] alternating = After(7, (_, step) => Backend.Use(step % 2 == 0 ? "jax" : "native"));
        AssertNear(expected, alternating);
    }

    [Fact]
    public void WhatIsSetBetweenStepsGoesOver()
    {
        var (engine, keras) = OnBoth(() => After(8, (model, step) =>
        {
            switch (step)
            {
                case 1:
                    model.SetWeights([.. model.GetWeights().Select(weight => weight * 0.5)]);
                    break;
                case 3:
                    model.Optimizer.LearningRate = 0.2;
                    break;
                case 5:
                    model.Layers[1].SetWeights([np.ones(new Shape(3, 5), np.float32), np.zeros(new Shape(5), np.float32)]);
                    break;
            }
        }));
        AssertNear(engine, keras);
    }

    [Fact]
    public void OtherCallsSeeTheNewest()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            var seen = new List<double>();
            for (int i = 0; i < 3; i++)
            {
                Step(model);
                seen.AddRange(Values(model.Predict(X, verbose: 0)));
                Step(model);
                seen.Add(model.Evaluate(X, Y, verbose: 0));
                Step(model);
                seen.Add(model.TestOnBatch(X, Y));
                Step(model);
                seen.AddRange(Values(model.PredictOnBatch(X)));
                Step(model);
                seen.Add(model.Fit(X, Y, verbose: 0, shuffle: false)["loss"][0]);
                Step(model);
                model.Compile(optimizer: new Adam(0.01), loss: "mse", metrics: ["mae"]);
            }
            return (double[])[.. seen, .. State(model)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void ModelsThatShareLayersSeeEachOthersSteps()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var (model, front) = WithFront();
            var seen = new List<double>();
            for (int i = 0; i < 3; i++)
            {
                Step(model);
                seen.AddRange(Values(front.PredictOnBatch(X)));
                Step(model);
                seen.AddRange(Values(front.Predict(X, verbose: 0)));
                Step(model);
                seen.AddRange(Values(model.Layers[1].Call(X)));
                Step(model);
                seen.Add(front.TrainOnBatch(X, np.ones(new Shape(44, 5), np.float32)));
                seen.AddRange(Values(model.PredictOnBatch(X)));
                seen.Add(front.TrainOnBatch(X, np.ones(new Shape(44, 5), np.float32)));
                Step(model);
            }
            return (double[])[.. seen, .. State(model), .. State(front)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void ModelsThatShareLayersSeeEachOtherWithinCallbacks()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var (model, front) = WithFront();
            var seen = new List<double>();
            model.Fit(X, Y, batchSize: 16, epochs: 2, verbose: 0, shuffle: false, callbacks: [new LambdaCallback(onTrainBatchEnd: (batch, _) =>
            {
                switch (batch)
                {
                    case 0:
                        seen.AddRange(Values(front.PredictOnBatch(X)));
                        seen.AddRange(Values(front.Predict(X, verbose: 0)));
                        break;
                    case 1:
                        seen.AddRange(Values(model.Layers[1].Call(X)));
                        seen.Add(front.TrainOnBatch(X, np.ones(new Shape(44, 5), np.float32)));
                        seen.AddRange(Values(model.Predict(X, verbose: 0)));
                        break;
                    default:
                        seen.AddRange(Values(model.Predict(X, verbose: 0)));
                        seen.AddRange(State(model));
                        break;
                }
            })]);
            return (double[])[.. seen, .. State(model), .. State(front)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void ABatchThatDoesNotFitLeavesTheModelAsItWas()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            Step(model);
            Assert.ThrowsAny<Exception>(() => model.TrainOnBatch(X, X));
            Step(model);
            return State(model);
        });
        AssertNear(engine, keras);
    }

    private static void Step(Model model) => model.TrainOnBatch(X, Y);

    /// <summary>The state after some steps, with something done after each.</summary>
    private static double[] After(int steps, Action<Model, int> afterEach)
    {
        var model = Compiled();
        for (int step = 0; step < steps; step++)
        {
            Step(model);
            afterEach(model, step);
        }
        return State(model);
    }

    /// <summary>A compiled model, and another one that ends after its hidden layer.</summary>
    private static (Model Whole, Model Front) WithFront()
    {
        var model = Compiled();
        var front = new Model(model.Input, model.Layers[1].Output);
        front.Compile(optimizer: new SGD(0.01), loss: "mse");
        return (model, front);
    }
}
