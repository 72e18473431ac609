namespace OneShot.GitHub;

/// <summary>
/// A writing request went out and no usable answer came back: it may or may not have been carried out.
/// </summary>
internal sealed class AnswerLostException(OneShotException error) : Exception(error.Message, error)
{
    /// <summary>What to tell the user when nobody finds out.</summary>
    public OneShotException Error => error;
}
