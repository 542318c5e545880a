using System.Runtime.CompilerServices;
using Keras.Activations;
using Keras.Backends;
using Keras.Core;
using Keras.Engine;
using Keras.Engine.Execution;
using Keras.Initializers;
using Keras.Layers;
using Keras.Optimizers;
using NumSharp;

namespace Keras.Training;

/// <summary>
/// While a program makes its first model, another thread predicts and trains with one of its own, a few numbers wide: the runtime compiles the engine meanwhile, which else takes longer than
/// to make the model. What it makes is named and seeded by itself, so that names and random numbers are the same with it and without it.
/// </summary>
internal static class Warmup
{
    private const int Width = 64;
    private const int Batch = 32;
    private static int s_begun;

    /// <summary>Begins, the first time; not where there is nothing to compile, no second processor, or another backend in use.</summary>
    public static void Begin()
    {
        if (s_begun == 0 && Interlocked.Exchange(ref s_begun, 1) == 0 && RuntimeFeature.IsDynamicCodeCompiled && Environment.ProcessorCount > 1 && !Trace.IsOn)
        {
            new Thread(Try) { IsBackground = true, Name = "Keras warmup" }.Start();
        }
    }

    /// <summary>Makes NumSharp's many static members; then predicts and trains, first with the engine alone, which the program needs last.</summary>
    public static void Run()
    {
        RuntimeHelpers.RunClassConstructor(typeof(np).TypeHandle);
        var (x, parameters, logits) = Layers(1);
        Plan<float>.Compile(new Graph([x], [Op.Sigmoid(logits)], [])).Run(alone: true);
        (x, parameters, logits) = Layers(Batch);
        var loss = Op.Mean(Op.SigmoidCrossentropy(logits, x));
        var gradients = Gradients.Of(loss, parameters);
        Plan<float>.Compile(new Graph([x], [loss], [.. parameters.SelectMany((parameter, i) => Update(parameter, gradients[i]!))])).Run(alone: true);
        TrainModel();
    }

    private static void Try()
    {
        try
        {
            if (Backend.Name == Backend.Native)
            {
                Run();
            }
        }
        catch (Exception)
        {
            // What is wrong will be said where the program itself meets it.
        }
    }

    private static (Value X, Value[] Parameters, Value Logits) Layers(int batch)
    {
        var x = new Input("x", [batch, Width], KerasDType.Float32).Apply();
        Value[] parameters = [Zeros([Width, Width]), Zeros([Width]), Zeros([Width, Width]), Zeros([Width])];
        var h = Op.Maximum(Op.MatMul(x, parameters[0]) + parameters[1], 0);
        return (x, parameters, Op.MatMul(h, parameters[2]) + parameters[3]);
    }

    private static Value Zeros(Dimensions shape) => Op.Read(new State("zeros", shape));

    /// <summary>A step of Adam's kind.</summary>
    private static IEnumerable<(State, Value)> Update(Value parameter, Value gradient)
    {
        var (m, v) = (Zeros(parameter.Shape), Zeros(parameter.Shape));
        var (newM, newV) = (m + (gradient - m) * 0.1, v + (gradient * gradient - v) * 0.001);
        return [(StateOf(m), newM), (StateOf(v), newV), (StateOf(parameter), parameter - newM * 0.001 / (Op.Sqrt(newV) + 1e-7))];

        static State StateOf(Value value) => ((Read)value.Primitive).State;
    }

    private static void TrainModel()
    {
        var input = new InputLayer((null, Width), name: "x").Output;
        var model = new Model(input, Layer("b", "sigmoid").Call(Layer("a", "relu").Call(input)), name: "warmup");
        LossArgument loss = "binary_crossentropy";
        var engine = new NativeBackend(model);
        engine.Compile(new(new Adam(name: "adam"), loss, LossWeights: null, Metrics: null, WeightedMetrics: null, StepsPerExecution: 1));
        var images = new float[Batch, Width];
        engine.TrainOnBatch(DataCheck.Samples(model, OutputLosses.Resolve(model, loss, null), images, images, null), outputs: false);

        static Dense Layer(string name, ActivationFunction activation) => new(Width, activation, kernelInitializer: new Zeros(), name: name);
    }
}
