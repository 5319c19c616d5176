// In this house a platform application is the resource; the API's shape of the same name is written out.
global using PlatformApplication = Millrace.Sns.Push.PlatformApplication;
