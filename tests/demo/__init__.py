"""The generator of a made-up county and its made-up year: files to test with, and those that `zlts demo` ships."""
