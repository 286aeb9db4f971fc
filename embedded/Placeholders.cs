namespace Switchboard.Embedded.Communication { internal static class Placeholder { } }
namespace Switchboard.Embedded.Communication.CallAutomation { internal static class Placeholder { } }
namespace Switchboard.Embedded.Functions { internal static class Placeholder { } }
namespace Switchboard.Embedded.Functions.Builder { internal static class Placeholder { } }
namespace Switchboard.Embedded.Functions.Hosting { internal static class Placeholder { } }
namespace Switchboard.Embedded.Functions.Middleware { internal static class Placeholder { } }
