using System.Diagnostics;
using Keras.Core;
using Keras.Engine;

namespace Keras.Benchmarks.Steps;

/// <summary>A training step composed of ops, to time the engine alone.</summary>
internal sealed class TrainingStep
{
    private readonly List<State> _weights = [];
    private readonly Random _random = new(1);

    public Value Weight(double scale, params int[] shape)
    {
        var state = new State($"weight {_weights.Count}", new(shape));
        state.SetDoubles([.. Enumerable.Range(0, state.Shape.Product).Select(_ => scale * (2 * _random.NextDouble() - 1))]);
        _weights.Add(state);
        return Op.Read(state);
    }

    public Value Dense(Value x, int units, string? activation)
    {
        double limit = Math.Sqrt(6.0 / (x.Shape[-1] + units));
        var y = Op.MatMul(x, Weight(limit, x.Shape[-1], units)) + Weight(0, units);
        return Activate(y, activation);
    }

    public Value Conv(Value x, int filters, int size, int stride, int padding, string? activation)
    {
        var geometry = new WindowGeometry([size, size], [stride, stride], [1, 1], [padding, padding], [padding, padding]);
        double limit = Math.Sqrt(6.0 / (size * size * (x.Shape[-1] + filters)));
        return Activate(Op.WindowsDown(x, Weight(limit, size, size, x.Shape[-1], filters), geometry) + Weight(0, filters), activation);
    }

    public Value ConvTranspose(Value x, int filters, int size, int stride, int before, int after, int big, string? activation)
    {
        var geometry = new WindowGeometry([size, size], [stride, stride], [1, 1], [before, before], [after, after]);
        double limit = Math.Sqrt(6.0 / (size * size * (x.Shape[-1] + filters)));
        return Activate(Op.WindowsUp(x, Weight(limit, size, size, filters, x.Shape[-1]), geometry, [big, big]) + Weight(0, filters), activation);
    }

    public static Value MaxPool(Value x) => Op.MaxPool(x, new([2, 2], [2, 2], [1, 1], [0, 0], [0, 0]));

    public static Value UpSample(Value x)
    {
        var (b, h, w, c) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        return Op.Reshape(Op.Broadcast(Op.Reshape(x, [b, h, 1, w, 1, c]), [b, h, 2, w, 2, c]), [b, 2 * h, 2 * w, c]);
    }

    public static Value Activate(Value x, string? activation) => activation switch
    {
        "relu" => Op.Select(Op.Less(0, x), x, 0),
        "sigmoid" => 1 / (1 + Op.Exp(Op.Negate(x))),
        _ => x,
    };

    public static Value Mse(Value y, Value target) => Op.Mean((y - target) * (y - target));

    public static Value Bce(Value y, Value target)
    {
        var p = Op.Minimum(Op.Maximum(y, 1e-7), 1 - 1e-7);
        return Op.Mean(Op.Negate(target * Op.Log(p) + (1 - target) * Op.Log(1 - p)));
    }

    /// <summary>The plan of one step of Adam.</summary>
    public Plan<float> Compile(Value input, Value loss)
    {
        var updates = new List<(State, Value)>();
        var step = new State("step", []);
        var t = Op.Read(step) + 1;
        updates.Add((step, t));
        var rate = 0.001 * Op.Sqrt(1 - Op.Power(0.999, t)) / (1 - Op.Power(0.9, t));
        var reads = Graph.InOrder([loss]).Where(value => value.Primitive is Read).ToList();
        var gradients = Gradients.Of(loss, reads);
        for (int i = 0; i < reads.Count; i++)
        {
            var weight = ((Read)reads[i].Primitive).State;
            var (m, v) = (new State("m", weight.Shape), new State("v", weight.Shape));
            var g = gradients[i]!;
            var newM = Op.Read(m) + (g - Op.Read(m)) * (1 - 0.9);
            var newV = Op.Read(v) + (g * g - Op.Read(v)) * (1 - 0.999);
            updates.AddRange([(m, newM), (v, newV), (weight, reads[i] - newM * rate / (Op.Sqrt(newV) + 1e-7))]);
        }
        long start = Stopwatch.GetTimestamp();
        var plan = Plan<float>.Compile(new([input], [loss], updates));
        Console.WriteLine($"Compiled in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        return plan;
    }

    public static void Time(string name, Plan<float> plan, int steps)
    {
        var random = new Random(2);
        foreach (ref float x in plan.Input(0))
        {
            x = Math.Max(0, (float)random.NextDouble() * 2 - 1);
        }
        float first = 0;
        for (int i = 0; i < 30; i++)
        {
            plan.Run();
            first = i == 0 ? plan.Output(0)[0] : first;
        }
        Thread.Sleep(300);
        var times = new List<double>();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        for (int i = 0; i < steps; i++)
        {
            long start = Stopwatch.GetTimestamp();
            plan.Run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        double used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds / steps;
        times.Sort();
        Console.WriteLine($"{name}: {times[0]:F3} ms least, {times[times.Count / 2]:F3} ms median, {used:F3} ms of processor time; loss {first} -> {plan.Output(0)[0]}");
    }
}
