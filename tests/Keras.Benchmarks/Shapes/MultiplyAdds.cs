using Keras.Engine.Kernels;
using Keras.Layers;
using Windows = Keras.Layers.Windows;

namespace Keras.Benchmarks.Shapes;

/// <summary>
/// Floating-point operations of a training step's products: forward, kernel gradients, and input gradients but those of what reads the model's input. Taps in range only; two for a multiply-add.
/// </summary>
internal static class MultiplyAdds
{
    public static double OfStep(Model model, int batch) => 2.0 * batch * model.Layers.Sum(layer =>
    {
        bool readsInput = layer.Weights.Count > 0 && model.Inputs.Any(input => ReferenceEquals(layer.Input, input));
        return Forward(layer) * (readsInput ? 2 : 3);
    });

    private static double Forward(Layer layer)
    {
        if (layer is Dense dense)
        {
            var kernel = dense.Weights[0].Shape;
            return (double)kernel[0]!.Value * kernel[1]!.Value;
        }
        if (layer is not Convolution convolution)
        {
            return 0;
        }
        bool isUp = layer is Conv2DTranspose;
        var (big, small) = isUp ? (layer.Output.Shape, layer.Input.Shape) : (layer.Input.Shape, layer.Output.Shape);
        Core.Dimensions input = [1, .. Enumerable.Range(1, 3).Select(axis => layer.Input.Shape[axis]!.Value)];
        var geometry = isUp
            ? Windows.Transposed(input, convolution.KernelSize, convolution.Strides, convolution.DilationRate, convolution.Padding, null).Geometry
            : Windows.Over(input, convolution.KernelSize, convolution.Strides, convolution.DilationRate, convolution.Padding);
        double taps = 1;
        for (int axis = 0; axis < 2; axis++)
        {
            var window = new WindowAxis(big[axis + 1]!.Value, small[axis + 1]!.Value, geometry.Kernel[axis], geometry.Strides[axis], geometry.Dilations[axis], geometry.Before[axis]);
            taps *= AxisTaps.Down(window).Positions.Sum(position => position.Length);
        }
        var weights = convolution.Weights[0].Shape;
        return taps * weights[2]!.Value * weights[3]!.Value;
    }
}
