/// The families of types that configurations choose by name.
public enum Registries {}
