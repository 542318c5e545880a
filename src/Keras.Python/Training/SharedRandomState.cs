using NumSharp;

namespace Keras.Python;

/// <summary>While it lives, on the Python thread: NumPy's global generator in Python goes on where C#'s is, and C#'s goes on after it, so that shuffles are the same on both sides.</summary>
internal sealed class SharedRandomState : IDisposable
{
    private readonly PyObject _bridge;

    public SharedRandomState(PyObject bridge)
    {
        _bridge = bridge;
        var state = np.random.get_state();
        var key = np.array(Array.ConvertAll(state.Key, word => (long)word));
        bridge.CallMember("set_random_state", key, state.Pos, state.HasGauss, state.CachedGaussian).Dispose();
    }

    public void Dispose()
    {
        using var state = _bridge.CallMember("random_state");
        var key = Array.ConvertAll(Core.NDArrays.Elements<long>(state[0].ToNDArray()).ToArray(), word => (uint)word);
        np.random.set_state(new NativeRandomState(key, (int)state[1].ToInt64(), (int)state[2].ToInt64(), state[3].ToDouble()));
    }
}
