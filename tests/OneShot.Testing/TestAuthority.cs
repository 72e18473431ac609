using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OneShot.Testing;

/// <summary>An authority of certificates that only the test trusts.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly RSA _key = RSA.Create(2048);
    private readonly TempFolder _folder = new("authority");

    public TestAuthority()
    {
        var request = new CertificateRequest(
            "CN=The test's authority",
            _key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        CertificateFile = _folder.Write("ca.pem", _certificate.ExportCertificatePem());
    }

    /// <summary>Its certificate, to be trusted.</summary>
    public string CertificateFile { get; }

    /// <summary>Trusts it, and nobody else.</summary>
    public X509ChainPolicy Policy
    {
        get
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.Add(_certificate);
            return policy;
        }
    }

    /// <summary>A certificate and its key for a server of these names, as one file.</summary>
    public string FileFor(params string[] names)
    {
        using var key = RSA.Create(2048);
        using var certificate = Sign(key, names);
        return _folder.Write(
            $"{Guid.NewGuid():N}.pem",
            certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n"
        );
    }

    /// <summary>The same for a server in this process.</summary>
    public X509Certificate2 For(params string[] names)
    {
        using var key = RSA.Create(2048);
        using var certificate = Sign(key, names);
        using var whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    private X509Certificate2 Sign(RSA key, string[] names)
    {
        var request = new CertificateRequest(
            "CN=" + names[0],
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        return request.Create(
            _certificate,
            DateTimeOffset.UtcNow.AddHours(-1),
            DateTimeOffset.UtcNow.AddDays(1),
            RandomNumberGenerator.GetBytes(8)
        );
    }
}
