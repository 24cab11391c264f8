"""Bytes of any format into sheets of rows whose cells know their place; start at `book.Book`."""
