using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Constraints;
using Keras.Core;
using Keras.Engine;
using Keras.Optimizers;

namespace Keras.Tests.Optimizers;

/// <summary>Five steps on two weights, against numbers of real Keras.</summary>
public class OptimizerTests
{
    private static readonly JsonElement Data = EmbeddedData.Json("Optimizers/Data/optimizers.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Data.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void StepsAreThoseOfKeras(int number)
    {
        var expected = Data.GetProperty("cases")[number];
        var optimizer = OptimizerTable.Deserialize(JsonNode.Parse(expected.GetProperty("object").GetRawText())!);
        var weights = Weights(expected.GetProperty("constraint").GetBoolean() ? new MaxNorm(1) : null);
        var step = Record(optimizer, weights);

        for (int i = 0; i < 5; i++)
        {
            step([.. Data.GetProperty("gradients")[i].EnumerateArray().Select(Doubles)]);
            AssertNear(expected.GetProperty("weights")[i], weights);
        }

        var states = expected.GetProperty("states").EnumerateArray().ToArray();
        Assert.Equal(states.Select(state => $"{optimizer.Name}/{state.GetProperty("path").GetString()}"), optimizer.States.Select(state => state.Name));
        foreach (var (state, actual) in states.Zip(optimizer.States))
        {
            Assert.Equal(Doubles(state.GetProperty("values")), actual.ToDoubles(), Near);
        }
        Assert.Equal(expected.GetProperty("iterations").GetInt32(), optimizer.Iterations);
        optimizer.FinalizeVariables();
        AssertNear(expected.GetProperty("final"), weights);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void ConfigurationIsThatOfKeras(int number)
    {
        var expected = JsonNode.Parse(Data.GetProperty("cases")[number].GetProperty("object").GetRawText())!;
        var written = JsonNode.Parse(OptimizerTable.Deserialize(expected).Serialize().ToJsonString());
        Assert.True(JsonNode.DeepEquals(expected, written), written!.ToJsonString());
        Assert.Equal(expected["config"]!.AsObject().Select(entry => entry.Key), written["config"]!.AsObject().Select(entry => entry.Key));
    }

    /// <summary>By torch.optim.Adam(lr=0.02, weight_decay=0.1) on the same weights and gradients, in its double precision.</summary>
    [Fact]
    public void TorchAdamStepsAreThoseOfPyTorch()
    {
        var weights = Weights(null);
        var step = Record(new TorchAdam(0.02, weightDecay: 0.1), weights);
        double[] weight = Doubles(Data.GetProperty("weights")[1]), m = new double[3], v = new double[3];
        for (int t = 1; t <= 5; t++)
        {
            var gradient = Doubles(Data.GetProperty("gradients")[t - 1][1]);
            step([Doubles(Data.GetProperty("gradients")[t - 1][0]), gradient]);
            for (int i = 0; i < 3; i++)
            {
                double g = gradient[i] + 0.1 * weight[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                weight[i] -= 0.02 / (1 - Math.Pow(0.9, t)) * m[i] / (Math.Sqrt(v[i]) / Math.Sqrt(1 - Math.Pow(0.999, t)) + 1e-8);
            }
            Assert.Equal(weight, weights[1].State.ToDoubles(), Near);
        }
        Assert.Equal("TorchAdam", OptimizerTable.Deserialize(new TorchAdam(beta2: 0.5).Serialize()).ClassName);
    }

    [Fact]
    public void LearningRateCanBeReadAndSet()
    {
        Optimizer optimizer = "adam";
        Assert.Equal(0.0010000000474974513, optimizer.LearningRate);
        var weights = Weights(null);
        var step = Record(new SGD(0.5) { LearningRate = 0 }, weights);
        step([[.. Enumerable.Repeat(1.0, 6)], [1, 1, 1]]);
        Assert.Equal(Doubles(Data.GetProperty("weights")[0]), weights[0].State.ToDoubles());
        Assert.Equal("Adam 'x': expected a finite learning rate, received NaN.", Assert.Throws<ArgumentException>(() => new Adam(name: "x").LearningRate = double.NaN).Message);
    }

    /// <summary>Single precision counts by ones to 2^24, training longer.</summary>
    [Fact]
    public void StepsAreCountedBeyondSinglePrecision()
    {
        var optimizer = new SGD(1, gradientAccumulationSteps: 3);
        var weights = Weights(null);
        var step = Record(optimizer, weights);
        step([new double[6], new double[3]]);
        optimizer.States[0].SetDoubles([(1 << 24) - 7]);

        var changed = new List<int>();
        for (int i = 1; i <= 12; i++)
        {
            double[] before = weights[1].State.ToDoubles();
            step([new double[6], [1, 1, 1]]);
            if (!before.SequenceEqual(weights[1].State.ToDoubles()))
            {
                changed.Add(i);
            }
        }
        Assert.Equal([3, 6, 9, 12], changed);
        Assert.Equal(((1 << 24) + 5) / 3, optimizer.Iterations);

        var plain = new Adam();
        step = Record(plain, weights);
        plain.States[0].SetDoubles([(1 << 24) - 2]);
        for (int i = 0; i < 5; i++)
        {
            step([new double[6], [1, 1, 1]]);
        }
        Assert.Equal((1 << 24) + 3, plain.Iterations);
    }

    [Theory]
    [InlineData("adam", typeof(Adam))]
    [InlineData("Adam", typeof(Adam))]
    [InlineData("adamw", typeof(AdamW))]
    [InlineData("sgd", typeof(SGD))]
    [InlineData("rmsprop", typeof(RMSprop))]
    [InlineData("RMSprop", typeof(RMSprop))]
    public void NamesStandForClasses(string name, Type expected)
    {
        Optimizer optimizer = name;
        Assert.IsType(expected, optimizer);
    }

    [Fact]
    public void AdamWDecaysByDefault() => Assert.Equal(0.004, (double)((Optimizer)"adamw").GetConfig()["weight_decay"]!);

    [Fact]
    public void ScaledLossIsUndoneInTheGradient()
    {
        var loss = Op.Constant(3);
        Assert.Same(loss, new SGD().ScaleLoss(loss));
        Assert.Equal([6.0], Keras.Engine.Reference.ReferenceInterpreter.Evaluate([new SGD(lossScaleFactor: 2).ScaleLoss(loss)], new Dictionary<Value, double[]>())[0]);
    }

    [Fact]
    public void ErrorsSayWhatIsExpected()
    {
        Assert.Equal("Unknown optimizer 'adm'. Did you mean 'Adam'? Known: Adam, AdamW, RMSprop, SGD, TorchAdam.", Message(() => (Optimizer)"adm"));
        Assert.Equal("Adam: only one of clipnorm, clipvalue and globalClipnorm can be set. Received: clipnorm=1, clipvalue=2, globalClipnorm=null.", Message(() => new Adam(clipnorm: 1, clipvalue: 2)));
        Assert.Equal("SGD: expected a clipnorm greater than 0, received 0. Leave it out to do without.", Message(() => new SGD(clipnorm: 0)));
        Assert.Equal("SGD: expected a weightDecay of 0 or more, received -1.", Message(() => new SGD(weightDecay: -1)));
        Assert.Equal("SGD: expected gradientAccumulationSteps of 2 or more, received 1. Leave it out to update at every step.", Message(() => new SGD(gradientAccumulationSteps: 1)));
        Assert.Equal("SGD: expected an emaMomentum from 0 to 1, received 2.", Message(() => new SGD(emaMomentum: 2)));
        Assert.Equal("SGD: expected an emaOverwriteFrequency of 1 or more, received 0.", Message(() => new SGD(emaOverwriteFrequency: 0)));
        Assert.StartsWith("SGD: expected a momentum from 0 to 1, received 1.5.", Message(() => new SGD(momentum: 1.5)));
        Assert.StartsWith("Adam: expected a beta2 from 0 to 1, received -1.", Message(() => new Adam(beta2: -1)));
        Assert.StartsWith("TorchAdam: expected a weightDecay of 0 or more, received -1.", Message(() => new TorchAdam(weightDecay: -1)));
        Assert.Equal("The learning rate follows a schedule, ExponentialDecay, and schedules are not supported. Expected a number; set LearningRate while training instead.",
            Message(() => OptimizerTable.Deserialize(JsonNode.Parse("""{"class_name": "Adam", "config": {"learning_rate": {"class_name": "ExponentialDecay", "config": {}}}}""")!)));
        var optimizer = new SGD(name: "mine");
        optimizer.Build(Weights(null));
        var other = Weights(null);
        Assert.Equal("SGD 'mine' has states for other weights already, those of another model or of this one before Trainable or its layers were changed, and none for dense/kernel. Compile with a new optimizer.",
            Assert.Throws<InvalidOperationException>(() => optimizer.Build(other)).Message);
    }

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static string Message(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;

    private static Variable[] Weights(Constraint? constraint)
    {
        var kernel = new Variable("kernel", "dense/kernel", [2, 3], KerasDType.Float32, true, null, constraint);
        var bias = new Variable("bias", "dense/bias", [3], KerasDType.Float32, true, null, null);
        kernel.State.SetDoubles(Doubles(Data.GetProperty("weights")[0]));
        bias.State.SetDoubles(Doubles(Data.GetProperty("weights")[1]));
        return [kernel, bias];
    }

    /// <summary>A step as the engine runs it, given the gradients.</summary>
    private static Action<double[][]> Record(Optimizer optimizer, Variable[] weights)
    {
        Value[] gradients = [.. weights.Select(weight => new Input(weight.Name, weight.State.Shape, KerasDType.Float32).Apply())];
        var context = new CallContext(training: true);
        optimizer.Build(weights);
        optimizer.Build(weights);
        optimizer.Apply(context, [.. weights.Zip(gradients)]);
        var plan = Plan<float>.Compile(new Graph(gradients, [], [.. context.Updates]));
        return values =>
        {
            for (int i = 0; i < values.Length; i++)
            {
                Array.ConvertAll(values[i], value => (float)value).CopyTo(plan.Input(i));
            }
            plan.Run();
        };
    }

    private static void AssertNear(JsonElement expected, Variable[] weights)
    {
        foreach (var (numbers, weight) in expected.EnumerateArray().Zip(weights))
        {
            Assert.Equal(Doubles(numbers), weight.State.ToDoubles(), Near);
        }
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 2e-6 * (1 + Math.Abs(expected));

    private static double[] Doubles(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetDouble())];
}
