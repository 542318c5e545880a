using Keras.Core;

namespace Keras.Engine.Tests.Planning;

/// <summary>A training step of a small convolutional autoencoder with a dense code, dropout and momentum: something of everything.</summary>
internal static class TrainingGraph
{
    public static Graph Make(out State[] weights, int batch = 32)
    {
        var states = new List<State>();
        var random = new Random(1);
        Value Weight(params int[] shape)
        {
            var state = new State($"weight {states.Count}", new(shape));
            state.SetDoubles([.. Enumerable.Range(0, state.Shape.Product).Select(_ => 0.4 * (random.NextDouble() - 0.5))]);
            states.Add(state);
            return Op.Read(state);
        }

        var x = new Input("x", [batch, 12, 12, 1], default).Apply();
        var key = new State("key", [2]);
        key.SetDoubles([17, 0]);
        var same = new WindowGeometry([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
        var h = Op.Maximum(0, Op.WindowsDown(x, Weight(3, 3, 1, 8), same) + Weight(8));
        h = Op.MaxPool(h, new([2, 2], [2, 2], [1, 1], [0, 0], [0, 0]));
        h *= Op.Cast(Op.LessEqual(0.2, Op.RandomUniform(Op.Read(key), h.Shape)), "float32") * (1 / 0.8);
        h = Op.Tanh(Op.MatMul(Op.Reshape(h, [batch, 288]), Weight(288, 10)) + Weight(10));
        h = Op.Reshape(Op.Maximum(0, Op.MatMul(h, Weight(10, 288)) + Weight(288)), [batch, 6, 6, 8]);
        var y = 1 / (1 + Op.Exp(-(Op.WindowsUp(h, Weight(3, 3, 1, 8), new([3, 3], [2, 2], [1, 1], [1, 1], [0, 0]), [12, 12]) + Weight(1))));
        var loss = Op.Mean((y - x) * (y - x));
        var gradients = Gradients.Of(loss, [.. Graph.InOrder([loss]).Where(value => value.Primitive is Read read && states.Contains(read.State))]);
        var reads = Graph.InOrder([loss]).Where(value => value.Primitive is Read read && states.Contains(read.State)).ToList();
        var updates = new List<(State, Value)> { (key, Op.Read(key) + Op.Constant([0, 1], [2])) };
        for (int i = 0; i < reads.Count; i++)
        {
            var weight = ((Read)reads[i].Primitive).State;
            var momentum = new State($"momentum of {weight.Name}", weight.Shape);
            var moved = 0.9 * Op.Read(momentum) - 0.1 * gradients[i]!;
            updates.AddRange([(momentum, moved), (weight, reads[i] + moved)]);
        }
        weights = [.. states];
        return new([x], [loss], updates);
    }
}
