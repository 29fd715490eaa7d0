/* A C program that links libc alone and does nothing: the floor of start-up. */
int main(void)
{
	return 0;
}
