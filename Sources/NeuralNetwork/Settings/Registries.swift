/// The families of types that a configuration chooses from by name, one registry each.
public enum Registries {}
