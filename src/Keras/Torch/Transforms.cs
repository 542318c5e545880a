using Keras.Core;
using NumSharp;

namespace Keras.Torch;

/// <summary>torchvision's transforms of images.</summary>
public static class Transforms
{
    /// <summary>Images of bytes as PyTorch takes them: float32 from 0 to 1 (each byte divided by 255), channels first.</summary>
    /// <remarks>Source: <see href="https://pytorch.org/vision/stable/transforms.html"/>, <c>transforms.ToTensor</c>, for all images at once.</remarks>
    /// <param name="images">uint8 of shape (images, height, width) or (images, height, width, channels).</param>
    /// <returns>float32 of shape (images, channels, height, width).</returns>
    /// <exception cref="ArgumentException">The array is of another dtype or rank.</exception>
    /// <example><code>var train_data = Transforms.ToTensor(x_train);</code></example>
    public static NDArray ToTensor(ArrayLike images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.View is not { } view || view.DType != KerasDType.UInt8 || view.Shape.Rank is not (3 or 4))
        {
            throw new ArgumentException($"ToTensor: expected one uint8 array of shape (images, height, width) or (images, height, width, channels), received {images}.", nameof(images));
        }
        int count = view.Count, height = view.Shape[1], width = view.Shape[2], channels = view.Shape.Rank == 4 ? view.Shape[3] : 1, pixels = height * width;
        var tensor = NDArrays.Empty(KerasDType.Float32, [count, channels, height, width]);
        var elements = NDArrays.Elements<float>(tensor);
        var image = new float[pixels * channels];
        for (int i = 0; i < count; i++)
        {
            view.Gather([i], image.AsSpan());
            var target = elements.Slice(i * image.Length, image.Length);
            for (int channel = 0; channel < channels; channel++)
            {
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    target[channel * pixels + pixel] = image[pixel * channels + channel] / 255f;
                }
            }
        }
        return tensor;
    }
}
