using System.Globalization;
using System.Net;
using Keras.Core;
using Polly;
using Polly.Retry;

namespace Keras.Datasets;

/// <summary>
/// Fetches a file to a temporary place beside its own, checks its digest, and renames it. Failed transfers and wrong files are
/// deleted and tried again. Several processes may fetch the same file at once.
/// </summary>
internal sealed class Downloader(TextWriter output, DownloadOptions options)
{
    /// <exception cref="TransferException">The file cannot be had from there.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public async Task DownloadAsync(Uri address, string target, FileDigest digest, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout }) { Timeout = Timeout.InfiniteTimeSpan };
        var retry = new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<TransferException>(error => error.IsPassing),
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = options.Pause,
            OnRetry = attempt =>
            {
                output.WriteLine($"{attempt.Outcome.Exception!.Message}; trying again ({attempt.AttemptNumber + 1} of {options.Retries})");
                return default;
            },
        };
        output.WriteLine($"Downloading data from {address}");
        await new ResiliencePipelineBuilder().AddRetry(retry).Build().ExecuteAsync(
            async token => await AttemptAsync(client, address, target, digest, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task AttemptAsync(HttpClient client, Uri address, string target, FileDigest digest, CancellationToken cancellationToken)
    {
        string temporary = options.KeepsPart ? target + ".part" : AtomicFile.TemporaryBeside(target);
        bool isWhole = false;
        try
        {
            using (var file = new FileStream(temporary, options.KeepsPart ? FileMode.OpenOrCreate : FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await FetchAsync(client, address, file, cancellationToken).ConfigureAwait(false);
            }
            isWhole = true;
            if (digest.Mismatch(temporary) is { } mismatch)
            {
                throw new TransferException($"what came is not the expected file: {mismatch} instead of {digest.Sha256}", isPassing: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            if (isWhole || !options.KeepsPart)
            {
                AtomicFile.DeleteQuietly(temporary);
            }
        }
    }

    private async Task FetchAsync(HttpClient client, Uri address, FileStream file, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var response = await OnNetwork(() =>
        {
            patience.CancelAfter(options.ConnectTimeout + options.StallTimeout);
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (file.Length > 0)
            {
                request.Headers.Range = new(file.Length, null);
            }
            return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            file.SetLength(0);
            throw new TransferException("the server does not go on where the transfer broke off", isPassing: true);
        }
        if (!response.IsSuccessStatusCode)
        {
            bool isPassing = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500;
            throw new TransferException($"the server answered {(int)response.StatusCode} ({response.ReasonPhrase})", isPassing);
        }
        long total = response.StatusCode == HttpStatusCode.PartialContent ? file.Length : 0;
        file.SetLength(total);
        file.Position = total;
        long? length = total + response.Content.Headers.ContentLength;
        var progress = new Progbar(length is > 0 and <= int.MaxValue ? (int)length : null, 1, output, TimeProvider.System);
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                int count = await OnNetwork(() =>
                {
                    patience.CancelAfter(options.StallTimeout);
                    return body.ReadAsync(buffer, patience.Token).AsTask();
                }).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }
                total += count;
                if (total > options.LongestFile)
                {
                    throw new TransferException($"what comes is longer than {options.LongestFile.ToString("N0", CultureInfo.InvariantCulture)} bytes and so not the expected file", isPassing: false);
                }
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                progress.Update((int)total, [], finalize: total == length);
            }
        }
        finally
        {
            if (total > 0 && total != length)
            {
                output.WriteLine();
            }
        }

        async Task<T> OnNetwork<T>(Func<Task<T>> step)
        {
            try
            {
                return await step().ConfigureAwait(false);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is OperationCanceledException or HttpRequestException or IOException)
            {
                throw Explain(error, address);
            }
        }
    }

    private TransferException Explain(Exception error, Uri address) => error switch
    {
        OperationCanceledException { InnerException: TimeoutException } =>
            new($"no connection to {address.Authority} within {Seconds(options.ConnectTimeout)}", isPassing: false, error),
        OperationCanceledException => new($"nothing came for {Seconds(options.StallTimeout)}", isPassing: true, error),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new($"no connection to {address.Authority} ({error.Message.TrimEnd('.')})", isPassing: false, error),
        _ => new($"the transfer broke off ({error.Message.TrimEnd('.')})", isPassing: true, error),
    };

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} seconds";
}
